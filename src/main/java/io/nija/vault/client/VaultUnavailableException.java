package io.nija.vault.client;

import org.jspecify.annotations.Nullable;

/** No node of Vault answered, or none could serve the request. */
public final class VaultUnavailableException extends ApiKeyManagerException {

    private final boolean perhapsDone;

    VaultUnavailableException(String message, boolean perhapsDone, @Nullable Throwable cause) {
        super(message, cause);
        this.perhapsDone = perhapsDone;
    }

    /** Whether a change may have been carried out all the same; never for a read. */
    public boolean perhapsDone() {
        return perhapsDone;
    }
}
