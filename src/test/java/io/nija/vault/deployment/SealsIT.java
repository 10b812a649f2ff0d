package io.nija.vault.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;

import io.nija.vault.testing.DevVault;
import io.nija.vault.testing.VaultCaller;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A node with the seals other than the static one that no cloud is needed for, as {@code VAULT_SEAL} chooses them. */
class SealsIT {

    @Test
    void withShamirsSealThreeOfFiveSharesOpenItAfterEachStart() throws IOException {
        try (var deployment = Deployment.make(Map.of("VAULT_SEAL", "seal-shamir")); var nodes = new VaultNodes(deployment)) {
            var shares = initialise(nodes, Map.of("secret_shares", 5, "secret_threshold", 3)).body().at("/keys_base64").valueStream().toList();
            assertThat(shares).hasSize(5);
            nodes.node(1).stop();
            nodes.node(1).start();
            awaitAnswer(nodes.root(1));

            for (int share = 0; share < 3; share++) {
                assertThat(isSealed(nodes.root(1))).isTrue();
                assertThat(nodes.root(1).send("POST", "sys/unseal", Map.of("key", shares.get(share).asString())).ok()).isTrue();
            }

            assertThat(isSealed(nodes.root(1))).isFalse();
        }
    }

    @Test
    void withTheTransitSealAnotherVaultOpensItAfterAStart() throws IOException {
        try (var other = DevVault.start(); var deployment = Deployment.make(Map.of("VAULT_SEAL", "seal-transit"));
                var nodes = new VaultNodes(deployment, Map.of("https://vault-seal:8200", other.address().toString()))) {
            Files.writeString(deployment.directory().resolve(".secrets/vault/seal.token"), tokenForTheKey(other.root()));
            assertThat(initialise(nodes, Map.of("recovery_shares", 5, "recovery_threshold", 3)).ok()).isTrue();
            nodes.node(1).stop();

            nodes.node(1).start();

            await().ignoreExceptions().until(() -> !isSealed(nodes.root(1)));
        }
    }

    /** What is in the plugin's file must be filled in by the operator; until then a node does not start. */
    @ParameterizedTest
    @CsvSource({ "awskms,openbao-plugin-kms-aws", "gcpckms,openbao-plugin-kms-gcp" })
    void theSealOfACloudWantsItsPlugin(String seal, String program) throws IOException {
        try (var deployment = Deployment.make(Map.of("VAULT_SEAL", "seal-" + seal + " plugin-" + seal)); var nodes = new VaultNodes(deployment)) {
            nodes.node(1).start();

            await().until(() -> !nodes.node(1).isAlive());
            assertThat(nodes.node(1).output()).contains("Error configuring seal \"" + seal + "\"", program);
        }
    }

    /** As seal-transit.hcl says: an orphan, periodic, for this key alone. */
    private static String tokenForTheKey(VaultCaller root) {
        assertThat(root.send("POST", "sys/mounts/transit", Map.of("type", "transit")).ok()).isTrue();
        assertThat(root.send("POST", "transit/keys/unseal").ok()).isTrue();
        assertThat(root.send("PUT", "sys/policies/acl/unseal", Map.of("policy", """
                path "transit/encrypt/unseal" { capabilities = ["update"] }
                path "transit/decrypt/unseal" { capabilities = ["update"] }
                """)).ok()).isTrue();
        return root.send("POST", "auth/token/create-orphan", Map.of("policies", "unseal", "period", "24h")).body().at("/auth/client_token").asString();
    }

    private static VaultCaller.Answer initialise(VaultNodes nodes, Map<String, Integer> shares) throws IOException {
        nodes.node(1).start();
        awaitAnswer(nodes.root(1));
        return nodes.root(1).send("POST", "sys/init", shares);
    }

    private static void awaitAnswer(VaultCaller node) {
        await().ignoreExceptions().until(() -> node.send("GET", "sys/seal-status").ok());
    }

    private static boolean isSealed(VaultCaller node) {
        return node.send("GET", "sys/seal-status").body().path("sealed").asBoolean();
    }
}
