package io.nija.vault.client;

/** Vault refuses: the policy does not allow it, or the sign-in is not accepted. */
public final class VaultDeniedException extends ApiKeyManagerException {

    VaultDeniedException(String message) {
        super(message);
    }
}
