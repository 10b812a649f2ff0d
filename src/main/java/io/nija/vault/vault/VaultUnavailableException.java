package io.nija.vault.vault;

/** Vault is sealed, down or too slow. What was asked may be asked again later; a write may or may not have happened. */
public final class VaultUnavailableException extends VaultException {

    private final VaultStatus status;

    VaultUnavailableException(VaultStatus status, Throwable cause) {
        super(status.message(), cause);
        this.status = status;
    }

    /** Never {@link VaultStatus#UP}. */
    public VaultStatus status() {
        return status;
    }
}
