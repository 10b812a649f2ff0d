package io.nija.vault.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.nija.vault.base.RequestId;
import io.nija.vault.base.SecretValue;
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

    private static final List<String> HEADERS_ON_RECORD = List.of(RequestId.HEADER.toLowerCase(Locale.ROOT), OwnCalls.HEADER);

    static final String JWT = "jwt";
    static final String APPROLE = "approle";

    private final VaultOperations vault;
    private final JwtLogin people;
    private final AppRoles programs;

    private Provisioning(VaultOperations vault, IdentityProvider provider) {
        this.vault = vault;
        people = new JwtLogin(provider);
        programs = new AppRoles(vault);
    }

    /**
     * @param address a node of the Vault, such as {@code https://vault:8200}
     * @param token   a token that may do all of it; it is revoked at the end, unless something failed before
     * @throws ProvisioningRefusedException when the Vault holds policies or logins of somebody else's under our names
     */
    public static Provisioned provision(URI address, SecretValue token, IdentityProvider provider) {
        return provision(VaultProperties.forOneErrand(address), token, provider);
    }

    static Provisioned provision(VaultProperties properties, SecretValue token, IdentityProvider provider) {
        try (var connection = new VaultConnection(properties)) {
            var vault = connection.withToken(token);
            var provisioned = new Provisioning(vault, provider).run();
            vault.write("auth/token/revoke-self", Map.of());
            return provisioned;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Changes whenever what {@link #provision} would write changes, so that a Vault can be brought up to date. */
    public static String fingerprint(IdentityProvider provider) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update((new JwtLogin(provider) + " " + VERSIONS_KEPT + HEADERS_ON_RECORD + PolicyProbe.SETTINGS).getBytes(StandardCharsets.UTF_8));
            for (var policy : policyFiles()) {
                digest.update(policy.text().getBytes(StandardCharsets.UTF_8));
            }
            for (var role : ServiceRole.values()) {
                digest.update(role.settings().toString().getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<PolicyFile> policyFiles() {
        return Stream.concat(Arrays.stream(VaultRole.values()).map(VaultRole::policy).distinct(),
                Arrays.stream(ServiceRole.values()).map(ServiceRole::vaultName)).map(PolicyFile::new).toList();
    }

    private Provisioned run() {
        var console = new PolicyFile(ServiceRole.CONSOLE.vaultName());
        refuseForeign(policy(console.name()).isPresent());
        // First of all, since it tells a later run that what it finds is ours, even when this one fails half-way.
        write(console, "");
        engines();
        authMethods();
        policies();
        for (var header : HEADERS_ON_RECORD) {
            vault.write("sys/config/auditing/request-headers/" + header, Map.of("hmac", false));
        }
        people.writeRoles(vault);
        for (var role : ServiceRole.values()) {
            programs.write(role);
        }
        PolicyProbe.provision(vault);
        return new Provisioned(programs.issue(ServiceRole.CONSOLE), programs.issue(ServiceRole.BACKUP));
    }

    /** What others set up under our names stays theirs: people may depend on it. */
    private void refuseForeign(boolean provisionedBefore) {
        for (var policy : policyFiles()) {
            var present = policy(policy.name());
            if (present.filter(text -> !PolicyFile.isOurs(text)).isPresent()) {
                throw new ProvisioningRefusedException("This Vault has a policy “" + policy.name()
                        + "” of somebody else's. Use a Vault or a namespace of the console's own.");
            }
        }
        for (var role : ServiceRole.values()) {
            // Each policy of ours is written before the role of its name, so without the policy the role is not ours.
            if (policy(role.vaultName()).isEmpty() && programs.exists(role)) {
                throw new ProvisioningRefusedException("This Vault has an AppRole “" + role.vaultName()
                        + "” of somebody else's. Use a Vault or a namespace of the console's own.");
            }
        }
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
        if (!mounts.containsKey(AuditHeads.MOUNT + "/")) {
            vault.opsForSys().mount(AuditHeads.MOUNT,
                    VaultMount.builder().type("kv").options(Map.of("version", "2")).build());
        }
        if (!mounts.containsKey(BackupCanary.MOUNT + "/")) {
            vault.opsForSys().mount(BackupCanary.MOUNT,
                    VaultMount.builder().type("kv").options(Map.of("version", "2")).build());
        }
        if (!mounts.containsKey("transit/")) {
            vault.opsForSys().mount("transit", VaultMount.create("transit"));
        }
        whenReady(() -> vault.write(VaultProperties.KV_MOUNT + "/config", Map.of("max_versions", VERSIONS_KEPT)));
        // Whoever may overwrite a head after all leaves the earlier one beside it.
        whenReady(() -> vault.write(AuditHeads.MOUNT + "/config", Map.of("max_versions", VERSIONS_KEPT)));
        whenReady(() -> vault.write(BackupCanary.MOUNT + "/config", Map.of("max_versions", VERSIONS_KEPT)));
        // Writing an existing Transit key leaves it as it is.
        vault.write("transit/keys/user-credentials", Map.of("type", "aes256-gcm96"));
        vault.write("transit/keys/" + AuditHeads.KEY, Map.of("type", "ed25519"));
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
        people.configure(vault);
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
}
