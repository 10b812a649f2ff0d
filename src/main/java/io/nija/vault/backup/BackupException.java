package io.nija.vault.backup;

import io.nija.vault.base.ConsoleException;
import org.jspecify.annotations.Nullable;

/** A backup could not be made, found, verified, opened or restored. The message says which, and what to do. */
public class BackupException extends ConsoleException {

    public BackupException(String message) {
        super(message);
    }

    public BackupException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
