package io.nija.vault.local;

import java.util.List;
import java.util.Map;

import io.nija.vault.base.SecretValue;
import io.nija.vault.vault.AppRoleCredentials;

/**
 * Stands in for an operator with a token of their own, which the embedded vault does not have: an AppRole that may issue
 * secret ids for the programs of the platform, so that {@code migrate} works beside a running console. Whoever can read
 * the local data can open that vault anyway.
 */
final class LocalOperator {

    private static final String NAME = "local-operator";

    private static final String POLICY = """
            # NIJA Vault Console.
            # Issues secret ids for the programs of the platform. In the embedded vault only.

            path "auth/approle/role/migration/role-id" {
              capabilities = ["read"]
            }

            path "auth/approle/role/migration/secret-id" {
              capabilities = ["update"]
            }

            path "auth/approle/role/trading-engine/role-id" {
              capabilities = ["read"]
            }

            path "auth/approle/role/trading-engine/secret-id" {
              capabilities = ["update"]
            }
            """;

    private LocalOperator() {
    }

    static AppRoleCredentials setUp(VaultOperator vault, SecretValue rootToken) {
        if (!vault.get("sys/auth", rootToken).containsKey("approle/")) {
            vault.post("sys/auth/approle", rootToken, Map.of("type", "approle"));
        }
        vault.post("sys/policies/acl/" + NAME, rootToken, Map.of("policy", POLICY));
        var role = "auth/approle/role/" + NAME;
        vault.post(role, rootToken, Map.of("token_policies", List.of(NAME), "token_ttl", "1m", "token_max_ttl", "1m"));
        return new AppRoleCredentials(data(vault.get(role + "/role-id", rootToken), "role_id"),
                SecretValue.of(data(vault.post(role + "/secret-id", rootToken, Map.of()), "secret_id")));
    }

    private static String data(Map<String, Object> answer, String name) {
        return String.valueOf(((Map<?, ?>) answer.get("data")).get(name));
    }
}
