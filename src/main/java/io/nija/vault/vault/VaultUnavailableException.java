package io.nija.vault.vault;

import org.jspecify.annotations.Nullable;

/** Vault is sealed, down or too slow. What was asked may be asked again later. */
public final class VaultUnavailableException extends VaultException {

    private final VaultStatus status;
    private final boolean perhapsDone;

    VaultUnavailableException(VaultStatus status, boolean perhapsDone, @Nullable Throwable cause) {
        super(status.message(), cause);
        this.status = status;
        this.perhapsDone = perhapsDone;
    }

    /** Whether the request may have reached Vault, so that what it asked for may have been done. */
    public boolean perhapsDone() {
        return perhapsDone;
    }

    /** Never {@link VaultStatus#UP}. */
    public VaultStatus status() {
        return status;
    }
}
