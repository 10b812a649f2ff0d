package io.nija.vault.client;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

import io.nija.vault.testing.DevVault;
import io.nija.vault.testing.VaultCaller;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The client's token, whose accessors the root token of the test can list. */
class ClientTokenTest {

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

    /** The accessors of the living tokens of a role. */
    private static Set<String> tokens(String role) {
        var accessors = root.send("LIST", "auth/token/accessors").body().at("/data/keys");
        var found = new HashSet<String>();
        StreamSupport.stream(accessors.spliterator(), false).map(JsonNode::asString).forEach(accessor -> {
            var token = root.send("POST", "auth/token/lookup-accessor", Map.of("accessor", accessor)).body();
            if (token.at("/data/meta/role_name").asString("").equals(role)) {
                found.add(accessor);
            }
        });
        return found;
    }

    private static void revoke(String accessor) {
        assertThat(root.send("POST", "auth/token/revoke-accessor", Map.of("accessor", accessor)).ok()).isTrue();
    }

    private static void read(ApiKeyManager client) {
        assertThat(client.getUserApiKey("alice", "absent")).isEmpty();
    }

    @Test
    void itSignsInAtTheFirstCallAndRevokesItsTokenAtTheEnd() {
        var client = roles.client("once", AppRoles.READS_ONLY, Map.of()).build();
        assertThat(tokens("once")).isEmpty();
        read(client);
        read(client);
        assertThat(tokens("once")).hasSize(1);

        client.close();

        assertThat(tokens("once")).isEmpty();
    }

    @Test
    void aTokenIsRenewedInTheBackground() throws InterruptedException {
        try (var client = roles.client("renewed", AppRoles.READS_ONLY, Map.of("token_ttl", "6s", "token_max_ttl", "1m")).build()) {
            read(client);
            var first = tokens("renewed");
            TimeUnit.SECONDS.sleep(13);

            assertThat(tokens("renewed")).as("the token is alive at more than twice its life").isEqualTo(first);
            read(client);
        }
    }

    @Test
    void atTheEndOfItsLongestLifeThereIsANewLoginBeforeAnyCallFails() throws InterruptedException {
        try (var client = roles.client("limited", AppRoles.READS_ONLY, Map.of("token_ttl", "3s", "token_max_ttl", "4s")).build()) {
            read(client);
            var first = tokens("limited");
            var end = Instant.now().plus(Duration.ofSeconds(7));
            while (Instant.now().isBefore(end)) {
                read(client);
                TimeUnit.MILLISECONDS.sleep(100);
            }
            assertThat(tokens("limited")).hasSizeBetween(1, 2).doesNotContainAnyElementsOf(first);
        }
    }

    @Test
    void aTokenThatCannotBeRenewedIsReplaced() throws InterruptedException {
        try (var client = roles.client("batch", AppRoles.READS_ONLY, Map.of("token_ttl", "2s", "token_type", "batch")).build()) {
            for (int i = 0; i < 8; i++) {
                read(client);
                TimeUnit.MILLISECONDS.sleep(500);
            }
        }
    }

    @Test
    void aTokenRevokedBehindItsBackIsReplacedBeWhatFailedAWrite() {
        try (var client = roles.client("robbed", AppRoles.ALL_KEYS, Map.of()).build()) {
            read(client);
            tokens("robbed").forEach(ClientTokenTest::revoke);

            assertThat(client.storeUserApiKey("robbed", "okx", "key", "secret")).isEqualTo(1);
            assertThat(tokens("robbed")).hasSize(1);
        }
    }

    @Test
    void manyCallsAtOnceSurviveARevokedTokenWithOneLogin() throws Exception {
        try (var client = roles.client("many", AppRoles.READS_ONLY, Map.of()).build()) {
            for (int round = 0; round < 5; round++) {
                tokens("many").forEach(ClientTokenTest::revoke);
                try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                    var calls = new ArrayList<Future<?>>();
                    for (int i = 0; i < 32; i++) {
                        calls.add(threads.submit(() -> read(client)));
                    }
                    for (var call : calls) {
                        call.get();
                    }
                }
                assertThat(tokens("many")).hasSize(1);
            }
        }
    }

    @Test
    void aPolicysRefusalIsNoReasonToLogInAnew() {
        try (var client = roles.client("refused", AppRoles.READS_ONLY, Map.of()).build()) {
            read(client);
            var before = tokens("refused");

            assertThatExceptionOfType(VaultDeniedException.class).isThrownBy(() -> client.storeUserApiKey("alice", "okx", "key", "secret"));

            assertThat(tokens("refused")).isEqualTo(before);
        }
    }

    @Test
    void whenTheLoginIsNotPossibleAnyMoreThatIsSaid() {
        try (var client = roles.client("dismissed", AppRoles.READS_ONLY, Map.of()).build()) {
            read(client);
            assertThat(root.send("DELETE", "auth/approle/role/dismissed").ok()).isTrue();
            tokens("dismissed").forEach(ClientTokenTest::revoke);

            assertThatExceptionOfType(VaultDeniedException.class).isThrownBy(() -> read(client)).withMessageContaining("AppRole");
        }
    }

    @Test
    void aGivenTokenIsRenewedAndNotRevoked() throws InterruptedException {
        var token = token(Map.of("ttl", "6s", "explicit_max_ttl", "1m"));
        try (var client = with(token)) {
            read(client);
            TimeUnit.SECONDS.sleep(9);
            read(client);
        }

        assertThat(new VaultCaller(vault.address(), token).isAlive()).isTrue();
    }

    @Test
    void aGivenTokenThatHasExpiredIsNamed() throws InterruptedException {
        try (var client = with(token(Map.of("ttl", "2s", "renewable", false)))) {
            read(client);
            TimeUnit.MILLISECONDS.sleep(2500);

            assertThatExceptionOfType(VaultDeniedException.class).isThrownBy(() -> read(client)).withMessageContaining("VAULT_TOKEN");
        }
    }

    private static String token(Map<String, Object> settings) {
        var body = new HashMap<>(settings);
        root.send("POST", "sys/policies/acl/given", Map.of("policy", AppRoles.READS_ONLY));
        body.put("policies", List.of("given"));
        return root.send("POST", "auth/token/create", body).body().at("/auth/client_token").asString();
    }

    private static ApiKeyManager with(String token) {
        return ApiKeyManager.builder().addresses(vault.address().toString()).token(token).build();
    }
}
