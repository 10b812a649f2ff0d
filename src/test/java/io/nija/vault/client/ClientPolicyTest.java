package io.nija.vault.client;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import io.nija.vault.testing.DevVault;
import io.nija.vault.testing.VaultCaller;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What the client does when its policy allows less. */
class ClientPolicyTest {

    static DevVault vault;
    static VaultCaller root;
    static AppRoles roles;

    @BeforeAll
    static void start() throws IOException {
        vault = DevVault.start();
        root = vault.root();
        roles = new AppRoles(root);
    }

    @AfterAll
    static void stop() throws IOException {
        vault.close();
    }

    private static void stored(String user) {
        for (int version = 1; version <= 2; version++) {
            root.send("POST", "secret/data/users/" + user + "/okx", Map.of("data", Map.of("api_key", "key-" + version, "api_secret", "secret")));
        }
    }

    @Test
    void theTradingEngineReadsAndChangesNothing() {
        stored("alice");
        try (var engine = roles.client("trading-engine", AppRoles.READS_ONLY, Map.of()).build()) {
            assertThat(engine.getUserApiKey("alice", "okx").orElseThrow().apiKey()).isEqualTo("key-2");
            assertThat(engine.getUserApiKey("alice", "absent")).isEmpty();

            denies(() -> engine.storeUserApiKey("alice", "okx", "key", "secret"));
            denies(() -> engine.rotateUserApiKey("alice", "okx", "key", "secret"));
            denies(() -> engine.revokeUserApiKey("alice", "okx"));
            assertThat(engine.getUserApiKey("alice", "okx").orElseThrow().version()).isEqualTo(2);
        }
    }

    @Test
    void whoMayReadNothingIsDeniedRatherThanToldThatThereIsNothing() {
        stored("bob");
        try (var nobody = roles.client("nobody", "path \"cubbyhole/none\" { capabilities = [\"read\"] }", Map.of()).build()) {
            denies(() -> nobody.getUserApiKey("bob", "okx"));
            assertThat(nobody.getUserApiKeys(List.of(new KeyRequest("bob", "okx"))).getFirst().error())
                    .containsInstanceOf(VaultDeniedException.class);
        }
    }

    @Test
    void revokingReachesTheLatestVersionWhereThePolicyAllowsNoMore() {
        stored("carol");
        var deletes = "path \"secret/data/users/+/+\" { capabilities = [\"read\", \"delete\"] }";
        try (var client = roles.client("deletes", deletes, Map.of()).build()) {
            assertThat(client.revokeUserApiKey("carol", "okx")).isEqualTo(Revocation.LATEST_VERSION);
            assertThat(client.getUserApiKey("carol", "okx")).isEmpty();
        }
    }

    @Test
    void aLoginThatIsRefusedSaysWhatToCheck() {
        try (var client = ApiKeyManager.builder().addresses(vault.address().toString()).appRole("no-such-role", "no-such-secret").build()) {
            assertThatExceptionOfType(VaultDeniedException.class).isThrownBy(() -> client.getUserApiKey("alice", "okx"))
                    .withMessageContaining("VAULT_SECRET_ID").satisfies(e -> assertThat(e.getMessage()).doesNotContain("no-such"));
        }
    }

    private static void denies(Runnable call) {
        assertThatExceptionOfType(VaultDeniedException.class).isThrownBy(call::run);
    }
}
