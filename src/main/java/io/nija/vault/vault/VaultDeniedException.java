package io.nija.vault.vault;

import org.jspecify.annotations.Nullable;

/** Vault's policies forbid what was asked. */
public final class VaultDeniedException extends VaultException {

    VaultDeniedException(@Nullable Throwable cause) {
        super("Vault does not allow this for your role.", cause);
    }
}
