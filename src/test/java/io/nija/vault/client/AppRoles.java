package io.nija.vault.client;

import java.util.HashMap;
import java.util.Map;

import io.nija.vault.testing.VaultCaller;

/** AppRoles of services, in a Vault of a test's own. */
final class AppRoles {

    static final String ALL_KEYS = """
            path "secret/data/users/+/+" { capabilities = ["create", "read", "update", "delete"] }
            path "secret/metadata/users/+/+" { capabilities = ["read"] }
            path "secret/delete/users/+/+" { capabilities = ["update"] }
            """;
    static final String READS_ONLY = "path \"secret/data/users/+/+\" { capabilities = [\"read\"] }";

    private final VaultCaller root;

    AppRoles(VaultCaller root) {
        this.root = root;
        root.send("POST", "sys/auth/approle", Map.of("type", "approle"));
    }

    /** @param settings of the role, such as {@code token_ttl} */
    ApiKeyManagerBuilder client(String name, String policy, Map<String, String> settings) {
        assertOk(root.send("POST", "sys/policies/acl/" + name, Map.of("policy", policy)));
        var role = new HashMap<>(Map.of("token_policies", name, "token_ttl", "10m"));
        role.putAll(settings);
        assertOk(root.send("POST", "auth/approle/role/" + name, role));
        var roleId = root.send("GET", "auth/approle/role/" + name + "/role-id").body().at("/data/role_id").asString();
        var secretId = root.send("POST", "auth/approle/role/" + name + "/secret-id").body().at("/data/secret_id").asString();
        return ApiKeyManager.builder().addresses(root.address().toString()).appRole(roleId, secretId);
    }

    private static void assertOk(VaultCaller.Answer answer) {
        if (!answer.ok()) {
            throw new IllegalStateException("Not set up: " + answer);
        }
    }
}
