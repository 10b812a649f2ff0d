package io.nija.vault.backup.drill;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import io.nija.vault.backup.BackupKind;
import io.nija.vault.backup.archive.Manifest;

/** Restores backups of one kind where nobody uses them, and looks whether all is there. Each is a bean. */
public interface Rehearsal {

    /** The backup at hand, whose parts are fetched, verified and decrypted as they are asked for. */
    interface Archive {

        Manifest manifest();

        /** @param to a new file */
        void extract(String part, Path to) throws IOException;
    }

    BackupKind kind();

    /**
     * Restores it, looks at it, and ends all that it has started for that.
     *
     * @param home  a private directory; what is left there is removed
     * @param steps is told what is being done, and when it would serve again
     * @return what was looked at
     * @throws io.nija.vault.backup.BackupException when it cannot be restored, with the reason in words
     */
    List<Check> run(Archive archive, Path home, Steps steps) throws IOException;
}
