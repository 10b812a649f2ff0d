package io.nija.vault.vault;

import java.net.URI;

import io.nija.vault.base.SecretValue;

/**
 * Brings a Vault into the state that the console needs: engines, auth methods, policies and roles. Running it again
 * changes nothing that is right already.
 */
public final class Provisioning {

    private Provisioning() {
    }

    /**
     * @param address a node of the Vault, such as {@code https://vault:8200}
     * @param token   a token that may do all of it; it is not kept
     * @return the console's own AppRole, with a new secret id
     */
    public static AppRoleCredentials provision(URI address, SecretValue token, IdentityProvider provider) {
        throw new UnsupportedOperationException();
    }

    /** Changes whenever what {@link #provision} would write changes, so that a Vault can be brought up to date. */
    public static String fingerprint(IdentityProvider provider) {
        throw new UnsupportedOperationException();
    }
}
