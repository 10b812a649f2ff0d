package io.nija.vault.local;

import java.nio.file.Path;
import java.util.Properties;

import io.nija.vault.vault.IdentityProvider;
import io.nija.vault.vault.Provisioning;

/**
 * The console's sign-in to the embedded vault, kept in a file. The vault is provisioned when there is none yet, and
 * again when a newer console provisions differently.
 */
final class ConsoleAppRole {

    private static final String FINGERPRINT = "fingerprint";
    private static final String ROLE_ID = "role-id";
    private static final String SECRET_ID = "secret-id";

    private final Path file;
    private final IdentityProvider provider;

    ConsoleAppRole(LocalDirectory directory, IdentityProvider provider) {
        this.file = directory.resolve("vault").resolve("console-approle.properties");
        this.provider = provider;
    }

    /** Whether the vault is provisioned as this console wants it. */
    boolean isCurrent() {
        var saved = PrivateFiles.read(file);
        return saved.getProperty(ROLE_ID) != null && saved.getProperty(SECRET_ID) != null
                && Provisioning.fingerprint(provider).equals(saved.getProperty(FINGERPRINT));
    }

    /** Provisions the vault, which must have been opened for that. */
    void provision(LocalVault vault) {
        var rootToken = vault.rootToken();
        try {
            var credentials = Provisioning.provision(vault.address(), rootToken, provider);
            var saved = new Properties();
            saved.setProperty(ROLE_ID, credentials.roleId());
            saved.setProperty(SECRET_ID, credentials.secretId().expose());
            saved.setProperty(FINGERPRINT, Provisioning.fingerprint(provider));
            PrivateFiles.write(file, saved);
        } catch (RuntimeException e) {
            // When it succeeds, provisioning has revoked the token itself.
            vault.operator().revoke(rootToken);
            throw e;
        }
    }

    void addTo(Properties settings) {
        var saved = PrivateFiles.read(file);
        settings.setProperty("vault.role-id", saved.getProperty(ROLE_ID));
        settings.setProperty("vault.secret-id", saved.getProperty(SECRET_ID));
    }
}
