package io.nija.vault.local;

import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Stream;

import io.nija.vault.vault.AppRoleCredentials;
import io.nija.vault.vault.IdentityProvider;
import io.nija.vault.vault.Provisioning;

/**
 * The console's sign-in to the embedded vault, that of what makes backups, and that of the commands which need an operator, kept in a file. The vault is provisioned when there is none yet, and
 * again when a newer console provisions differently.
 */
final class ConsoleAppRole {

    private static final String FINGERPRINT = "fingerprint";
    private static final String ROLE_ID = "role-id";
    private static final String SECRET_ID = "secret-id";
    private static final String OPERATOR = "operator-";
    private static final String BACKUP = "backup-";

    private final Path file;
    private final IdentityProvider provider;

    ConsoleAppRole(LocalDirectory directory, IdentityProvider provider) {
        this.file = directory.resolve("vault").resolve("console-approle.properties");
        this.provider = provider;
    }

    /** Whether the vault is provisioned as this console wants it. */
    boolean isCurrent() {
        var saved = PrivateFiles.read(file);
        return Stream.of("", OPERATOR, BACKUP).flatMap(prefix -> Stream.of(prefix + ROLE_ID, prefix + SECRET_ID)).allMatch(saved::containsKey)
                && Provisioning.fingerprint(provider).equals(saved.getProperty(FINGERPRINT));
    }

    /** Provisions the vault, which must have been opened for that. */
    void provision(LocalVault vault) {
        var rootToken = vault.rootToken();
        try {
            var saved = new Properties();
            put(saved, OPERATOR, LocalOperator.setUp(vault.operator(), rootToken));
            var provisioned = Provisioning.provision(vault.address(), rootToken, provider);
            put(saved, "", provisioned.console());
            put(saved, BACKUP, provisioned.backup());
            saved.setProperty(FINGERPRINT, Provisioning.fingerprint(provider));
            PrivateFiles.write(file, saved);
        } catch (RuntimeException e) {
            // When it succeeds, provisioning has revoked the token itself.
            vault.operator().revoke(rootToken);
            throw e;
        }
    }

    private static void put(Properties properties, String prefix, AppRoleCredentials appRole) {
        properties.setProperty(prefix + ROLE_ID, appRole.roleId());
        properties.setProperty(prefix + SECRET_ID, appRole.secretId().expose());
    }

    void addTo(Properties settings) {
        var saved = PrivateFiles.read(file);
        settings.setProperty("vault.role-id", saved.getProperty(ROLE_ID));
        settings.setProperty("vault.secret-id", saved.getProperty(SECRET_ID));
        settings.setProperty("backup.role-id", saved.getProperty(BACKUP + ROLE_ID));
        settings.setProperty("backup.secret-id", saved.getProperty(BACKUP + SECRET_ID));
        settings.setProperty("local.operator-role-id", saved.getProperty(OPERATOR + ROLE_ID));
        settings.setProperty("local.operator-secret-id", saved.getProperty(OPERATOR + SECRET_ID));
    }
}
