package io.nija.vault.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.nija.vault.base.SecretValue;
import org.springframework.core.io.ClassPathResource;
import org.springframework.vault.VaultException;
import org.springframework.vault.core.VaultOperations;
import org.springframework.vault.support.VaultMount;

/**
 * Brings a Vault into the state that the console needs: engines, auth methods, policies and roles. Running it again
 * changes nothing that is right already. The policies are the {@code .hcl} files beside it in {@code vault/policies}.
 */
public final class Provisioning {

    /** How many versions of a secret Vault keeps. */
    public static final int VERSIONS_KEPT = 10;

    static final String JWT = "jwt";
    static final String APPROLE = "approle";
    static final String CONSOLE = "console";

    /** Asymmetric only: with an HMAC algorithm the provider's public key would be a signing key. */
    private static final List<String> ALGORITHMS = List.of("RS256", "ES256");

    private final VaultOperations vault;
    private final IdentityProvider provider;

    private Provisioning(VaultOperations vault, IdentityProvider provider) {
        this.vault = vault;
        this.provider = provider;
    }

    /**
     * @param address a node of the Vault, such as {@code https://vault:8200}
     * @param token   a token that may do all of it; it is revoked at the end, unless something failed before
     * @return the console's own AppRole, with a new secret id
     */
    public static AppRoleCredentials provision(URI address, SecretValue token, IdentityProvider provider) {
        return provision(VaultProperties.forOneErrand(address), token, provider);
    }

    static AppRoleCredentials provision(VaultProperties properties, SecretValue token, IdentityProvider provider) {
        try (var connection = new VaultConnection(properties)) {
            var vault = connection.withToken(token);
            var appRole = new Provisioning(vault, provider).run();
            vault.write("auth/token/revoke-self", Map.of());
            return appRole;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Changes whenever what {@link #provision} would write changes, so that a Vault can be brought up to date. */
    public static String fingerprint(IdentityProvider provider) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(provider.toString().getBytes(StandardCharsets.UTF_8));
            for (var role : VaultRole.values()) {
                digest.update((role + text(role)).getBytes(StandardCharsets.UTF_8));
            }
            digest.update(text(CONSOLE).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private AppRoleCredentials run() {
        engines();
        authMethods();
        policies();
        for (var role : VaultRole.values()) {
            jwtRole(role);
        }
        return consoleRole();
    }

    private void engines() {
        var mounts = vault.opsForSys().getMounts();
        if (!mounts.containsKey(VaultProperties.KV_MOUNT + "/")) {
            vault.opsForSys().mount(VaultProperties.KV_MOUNT,
                    VaultMount.builder().type("kv").options(Map.of("version", "2")).build());
        }
        if (!mounts.containsKey("transit/")) {
            vault.opsForSys().mount("transit", VaultMount.create("transit"));
        }
        whenReady(() -> vault.write(VaultProperties.KV_MOUNT + "/config", Map.of("max_versions", VERSIONS_KEPT)));
        // Writing an existing Transit key leaves it as it is.
        vault.write("transit/keys/user-credentials", Map.of("type", "aes256-gcm96"));
    }

    /** A new KV v2 mount refuses requests for a moment while it sets itself up. */
    private static void whenReady(Runnable write) {
        for (int attempt = 1;; attempt++) {
            try {
                write.run();
                return;
            } catch (VaultException e) {
                if (attempt == 20) {
                    throw e;
                }
                try {
                    Thread.sleep(250);
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    throw e;
                }
            }
        }
    }

    private void authMethods() {
        var methods = vault.opsForSys().getAuthMounts();
        for (var method : List.of(JWT, APPROLE)) {
            if (!methods.containsKey(method + "/")) {
                vault.opsForSys().authMount(method, VaultMount.create(method));
            }
        }
        vault.write("auth/" + JWT + "/config", Map.of(
                "oidc_discovery_url", provider.issuer().toString(),
                "bound_issuer", provider.issuer().toString(),
                "jwt_supported_algs", ALGORITHMS,
                "default_role", VaultRole.USER.vaultName()));
    }

    private void policies() {
        var mount = (Map<?, ?>) vault.read("sys/auth").getRequiredData().get(JWT + "/");
        var accessor = mount.get("accessor").toString();
        for (var role : VaultRole.values()) {
            policy(role.vaultName(), text(role).replace("${jwt_accessor}", accessor));
        }
        policy(CONSOLE, text(CONSOLE));
    }

    /** Written only where it differs: a write that changes nothing would still look like a change in the audit log. */
    private void policy(String name, String hcl) {
        var path = "sys/policies/acl/" + name;
        var present = vault.read(path);
        if (present == null || !hcl.equals(present.getRequiredData().get("policy"))) {
            vault.write(path, Map.of("policy", hcl));
        }
    }

    private void jwtRole(VaultRole role) {
        var settings = new LinkedHashMap<String, Object>();
        settings.put("role_type", "jwt");
        settings.put("user_claim", provider.userClaim());
        settings.put("bound_audiences", provider.audiences());
        settings.put("bound_claims", Map.of(rolesPointer(), List.of(role.claimValue())));
        settings.put("clock_skew_leeway", "30s");
        settings.put("token_policies", List.of(role.vaultName()));
        settings.put("token_ttl", role.ttl().toSeconds() + "s");
        settings.put("token_max_ttl", role.maxTtl().toSeconds() + "s");
        settings.put("token_type", "service");
        vault.write("auth/" + JWT + "/role/" + role.vaultName(), settings);
    }

    /** Vault reads nested claims by JSON pointer. */
    private String rolesPointer() {
        return "/" + provider.rolesClaim().replace('.', '/');
    }

    private AppRoleCredentials consoleRole() {
        var path = "auth/" + APPROLE + "/role/" + CONSOLE;
        vault.write(path, Map.of(
                "token_policies", List.of(CONSOLE),
                "token_ttl", "20m",
                "token_max_ttl", "24h",
                "token_type", "service"));
        var roleId = vault.read(path + "/role-id").getRequiredData().get("role_id").toString();
        var secretId = vault.write(path + "/secret-id", Map.of()).getRequiredData().get("secret_id").toString();
        return new AppRoleCredentials(roleId, SecretValue.of(secretId));
    }

    private static String text(VaultRole role) {
        return text(role.vaultName());
    }

    private static String text(String policy) {
        try {
            return new ClassPathResource("vault/policies/" + policy + ".hcl").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
