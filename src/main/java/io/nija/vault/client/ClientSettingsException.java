package io.nija.vault.client;

import org.jspecify.annotations.Nullable;

/** Settings are missing, malformed or contradict each other. The message says which, and never what a secret one holds. */
public final class ClientSettingsException extends ApiKeyManagerException {

    ClientSettingsException(String message) {
        super(message);
    }

    ClientSettingsException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
