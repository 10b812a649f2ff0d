package io.nija.vault.vault;

/** Vault's policies forbid what was asked. */
public final class VaultDeniedException extends VaultException {

    VaultDeniedException(Throwable cause) {
        super("Vault does not allow this for your role.", cause);
    }
}
