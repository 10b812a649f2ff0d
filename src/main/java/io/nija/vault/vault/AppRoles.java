package io.nija.vault.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

import io.nija.vault.base.SecretValue;
import org.springframework.vault.core.VaultOperations;
import org.springframework.vault.support.VaultResponse;

/** Sets up the sign-ins of programs and issues secret ids for them, under the token that it was given. */
final class AppRoles {

    /** For a program that signs in once and right away. */
    private static final Map<String, Object> FOR_ONE_SIGN_IN = Map.of("num_uses", 1, "ttl", "5m");

    private final VaultOperations vault;

    AppRoles(VaultOperations vault) {
        this.vault = vault;
    }

    /**
     * A secret id that a service may keep, as its role allows; the token is not revoked.
     *
     * @param token may read the role's id and write its secret ids
     */
    static AppRoleCredentials issue(VaultProperties properties, SecretValue token, ServiceRole role) {
        try (var connection = new VaultConnection(properties)) {
            return new AppRoles(connection.withToken(token)).issue(role);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean exists(ServiceRole role) {
        return read(path(role)).isPresent();
    }

    void write(ServiceRole role) {
        vault.write(path(role), role.settings());
    }

    /** @throws ProvisioningRefusedException when the role is not set up; so do the others */
    AppRoleCredentials issue(ServiceRole role) {
        return issue(role, Map.of());
    }

    AppRoleCredentials issueForOneSignIn(ServiceRole role) {
        return issue(role, FOR_ONE_SIGN_IN);
    }

    private AppRoleCredentials issue(ServiceRole role, Map<String, Object> limits) {
        var roleId = read(path(role) + "/role-id").orElseThrow(() -> new ProvisioningRefusedException(
                "This Vault has no AppRole “" + role.vaultName() + "”. Set it up with: provision"));
        var secretId = vault.write(path(role) + "/secret-id", limits).getRequiredData().get("secret_id").toString();
        return new AppRoleCredentials(roleId.getRequiredData().get("role_id").toString(), SecretValue.of(secretId));
    }

    private Optional<VaultResponse> read(String path) {
        return Optional.ofNullable(vault.read(path));
    }

    private static String path(ServiceRole role) {
        return "auth/" + Provisioning.APPROLE + "/role/" + role.vaultName();
    }
}
