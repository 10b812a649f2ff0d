package io.nija.vault.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.nija.vault.base.RequestId;
import io.nija.vault.base.SecretValue;
import io.nija.vault.security.OidcProperties;
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

    private static final Map<String, Object> CONSOLE_ROLE = new TreeMap<>(Map.of(
            "token_policies", List.of(CONSOLE),
            "token_ttl", "20m",
            "token_max_ttl", "24h",
            "token_type", "service"));

    private final VaultOperations vault;
    private final IdentityProvider provider;

    private Provisioning(VaultOperations vault, IdentityProvider provider) {
        this.vault = vault;
        this.provider = provider;
    }

    /**
     * @param address a node of the Vault, such as {@code https://vault:8200}
     * @param token   a token that may do all of it; it is revoked at the end, unless something failed before
     * @return the console's own AppRole, with a new secret id; those of earlier runs stay valid
     * @throws ProvisioningRefusedException when the Vault holds policies or logins of somebody else's under our names
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
            digest.update((provider + " " + OidcProperties.SIGNATURES + VERSIONS_KEPT + CONSOLE_ROLE).getBytes(StandardCharsets.UTF_8));
            for (var policy : policyFiles()) {
                digest.update(policy.text().getBytes(StandardCharsets.UTF_8));
            }
            for (var role : VaultRole.values()) {
                digest.update(settings(role, provider).toString().getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<PolicyFile> policyFiles() {
        return Stream.concat(Arrays.stream(VaultRole.values()).map(VaultRole::policy).distinct(), Stream.of(CONSOLE))
                .map(PolicyFile::new).toList();
    }

    private AppRoleCredentials run() {
        refuseForeign();
        // First of all, since it tells a later run that what it finds is ours, even when this one fails half-way.
        write(new PolicyFile(CONSOLE), "");
        engines();
        authMethods();
        policies();
        vault.write("sys/config/auditing/request-headers/" + RequestId.HEADER.toLowerCase(Locale.ROOT), Map.of("hmac", false));
        for (var role : VaultRole.values()) {
            vault.write("auth/" + JWT + "/role/" + role.vaultName(), settings(role, provider));
        }
        return consoleRole();
    }

    /** What others set up under our names stays theirs: people may depend on it. */
    private void refuseForeign() {
        for (var policy : policyFiles()) {
            var present = policy(policy.name());
            if (present.filter(text -> !PolicyFile.isOurs(text)).isPresent()) {
                throw new ProvisioningRefusedException("This Vault has a policy “" + policy.name()
                        + "” of somebody else's. Use a Vault or a namespace of the console's own.");
            }
        }
        boolean provisionedBefore = policy(CONSOLE).isPresent();
        if (!provisionedBefore && vault.opsForSys().getAuthMounts().containsKey(JWT + "/")) {
            throw new ProvisioningRefusedException("This Vault has an auth method “" + JWT
                    + "” of somebody else's. Use a Vault or a namespace of the console's own.");
        }
    }

    private Optional<String> policy(String name) {
        return Optional.ofNullable(vault.read("sys/policies/acl/" + name)).map(r -> r.getRequiredData().get("policy").toString());
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
                "jwt_supported_algs", OidcProperties.SIGNATURES,
                "default_role", VaultRole.USER.vaultName()));
    }

    private void policies() {
        var mount = (Map<?, ?>) vault.read("sys/auth").getRequiredData().get(JWT + "/");
        var accessor = mount.get("accessor").toString();
        policyFiles().forEach(file -> write(file, accessor));
    }

    /** Only where it differs: a write that changes nothing would still look like a change in the audit log. */
    private void write(PolicyFile file, String jwtAccessor) {
        var text = file.text(jwtAccessor);
        if (!policy(file.name()).equals(Optional.of(text))) {
            vault.write("sys/policies/acl/" + file.name(), Map.of("policy", text));
        }
    }

    private static Map<String, Object> settings(VaultRole role, IdentityProvider provider) {
        var settings = new LinkedHashMap<String, Object>();
        settings.put("role_type", "jwt");
        settings.put("user_claim", provider.userClaim());
        settings.put("bound_audiences", List.of(role == VaultRole.USER_GATEWAY ? provider.gateway() : provider.console()));
        settings.put("bound_claims", Map.of(pointer(provider.rolesClaim()), List.of(role.claimValue())));
        settings.put("clock_skew_leeway", "30s");
        settings.put("token_policies", List.of(role.policy()));
        settings.put("token_ttl", role.ttl().toSeconds() + "s");
        settings.put("token_max_ttl", role.maxTtl().toSeconds() + "s");
        settings.put("token_type", role.isBatch() ? "batch" : "service");
        return settings;
    }

    /** Vault reads nested claims by JSON pointer. */
    private static String pointer(String claim) {
        return "/" + claim.replace('.', '/');
    }

    private AppRoleCredentials consoleRole() {
        var path = "auth/" + APPROLE + "/role/" + CONSOLE;
        vault.write(path, CONSOLE_ROLE);
        var roleId = vault.read(path + "/role-id").getRequiredData().get("role_id").toString();
        var secretId = vault.write(path + "/secret-id", Map.of()).getRequiredData().get("secret_id").toString();
        return new AppRoleCredentials(roleId, SecretValue.of(secretId));
    }
}
