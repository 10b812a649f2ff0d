package io.nija.vault.testing;

import java.io.IOException;
import java.util.Map;

import io.nija.vault.base.SecretValue;
import io.nija.vault.vault.IdentityProvider;
import io.nija.vault.vault.Provisioning;
import tools.jackson.databind.JsonNode;

/** An OpenBao of a test's own, set up as for production, with an operator's token that may issue secret ids and no more. */
public final class ProvisionedVault implements AutoCloseable {

    private final DevVault vault;
    private final String operatorToken;

    private ProvisionedVault(DevVault vault) {
        this.vault = vault;
        assertOk(root().send("PUT", "sys/policies/acl/operator", Map.of("policy", """
                path "auth/approle/role/+/role-id" { capabilities = ["read"] }
                path "auth/approle/role/+/secret-id" { capabilities = ["update"] }
                """)));
        operatorToken = root().send("POST", "auth/token/create", Map.of("policies", new String[] { "operator" }, "no_parent", true))
                .body().at("/auth/client_token").asString();
    }

    public static ProvisionedVault start() throws IOException {
        var vault = DevVault.start();
        try (var issuer = TestIssuer.start()) {
            var root = vault.root().send("POST", "auth/token/create", Map.of("no_parent", true)).body().at("/auth/client_token").asString();
            Provisioning.provision(vault.address(), SecretValue.of(root), new IdentityProvider(issuer.uri(), "vault-console", "nija", "sub", "roles"));
        }
        return new ProvisionedVault(vault);
    }

    private static void assertOk(VaultCaller.Answer answer) {
        if (!answer.ok()) {
            throw new IllegalStateException(answer.toString());
        }
    }

    public VaultCaller root() {
        return vault.root();
    }

    public String address() {
        return vault.address().toString();
    }

    public String operatorToken() {
        return operatorToken;
    }

    /** Somebody who has got a secret id of an AppRole. */
    public VaultCaller service(String role) {
        return VaultCaller.byAppRole(vault.address(), roleId(role), secretId(role).at("/secret_id").asString());
    }

    public String roleId(String role) {
        return root().send("GET", "auth/approle/role/" + role + "/role-id").body().at("/data/role_id").asString();
    }

    /** A new one, and what Vault says of it. */
    public JsonNode secretId(String role) {
        return root().send("POST", "auth/approle/role/" + role + "/secret-id").body().at("/data");
    }

    @Override
    public void close() throws IOException {
        vault.close();
    }
}
