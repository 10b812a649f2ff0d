package io.nija.vault.credentials;

import io.nija.vault.base.ConsoleException;

/** There is a key of this name already. */
public class CredentialExistsException extends ConsoleException {

    private final boolean revoked;

    CredentialExistsException(boolean revoked) {
        super(revoked
                ? "You revoked a key of this name. Restore it under “Revoked”, or give the new one another name."
                : "You have a key of this name already. Rotate that one, or give the new one another name.");
        this.revoked = revoked;
    }

    /** Whether the key that is in the way is a revoked one. */
    public boolean revoked() {
        return revoked;
    }
}
