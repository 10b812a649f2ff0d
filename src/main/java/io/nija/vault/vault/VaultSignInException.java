package io.nija.vault.vault;

/** Vault refused the person's OIDC token, most often because it has expired: a new sign-in mends it. */
public final class VaultSignInException extends VaultException {

    VaultSignInException(Throwable cause) {
        super("Vault did not accept your sign-in. It may have expired: sign in again.", cause);
    }

    @Override
    public boolean signInHelps() {
        return true;
    }
}
