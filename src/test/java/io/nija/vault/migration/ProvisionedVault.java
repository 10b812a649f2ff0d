package io.nija.vault.migration;

import java.io.IOException;
import java.util.Map;

import io.nija.vault.base.SecretValue;
import io.nija.vault.testing.DevVault;
import io.nija.vault.testing.TestIssuer;
import io.nija.vault.testing.VaultCaller;
import io.nija.vault.vault.IdentityProvider;
import io.nija.vault.vault.Provisioning;

/** An OpenBao of a test's own, set up as for production, with an operator's token that may issue secret ids and no more. */
final class ProvisionedVault implements AutoCloseable {

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

    static ProvisionedVault start() throws IOException {
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

    VaultCaller root() {
        return vault.root();
    }

    String address() {
        return vault.address().toString();
    }

    String operatorToken() {
        return operatorToken;
    }

    @Override
    public void close() throws IOException {
        vault.close();
    }
}
