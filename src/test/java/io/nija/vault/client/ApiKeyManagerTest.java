package io.nija.vault.client;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.nija.vault.base.BrokerId;
import io.nija.vault.testing.DevVault;
import io.nija.vault.testing.VaultCaller;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ApiKeyManagerTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    static DevVault vault;
    static VaultCaller root;
    static ApiKeyManager keys;

    private String user;

    @BeforeAll
    static void start() throws IOException {
        vault = DevVault.start();
        root = vault.root();
        keys = new AppRoles(root).client("order-service", AppRoles.ALL_KEYS, Map.of()).build();
    }

    @AfterAll
    static void stop() throws IOException {
        keys.close();
        vault.close();
    }

    @BeforeEach
    void newUser() {
        user = "user-" + NUMBER.incrementAndGet();
    }

    @AfterEach
    void nobodyWaits() {
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    private JsonNode stored(String broker) {
        return root.send("GET", "secret/data/users/" + user + "/" + broker).body().at("/data/data");
    }

    @Test
    void aKeyComesBackAsItWasStored() {
        int version = keys.storeUserApiKey(user, "okx", "key-1", "geheim-ü€😀", Map.of("passphrase", "p w"));

        assertThat(version).isEqualTo(1);
        var key = keys.getUserApiKey(user, "okx").orElseThrow();
        assertThat(key.userId()).isEqualTo(user);
        assertThat(key.broker()).isEqualTo("okx");
        assertThat(key.version()).isEqualTo(1);
        assertThat(key.apiKey()).isEqualTo("key-1");
        assertThat(key.apiSecret()).isEqualTo("geheim-ü€😀");
        assertThat(key.additionalParams()).isEqualTo(Map.of("passphrase", "p w"));
        assertThat(key.history().createdBy()).isEqualTo("order-service");
        assertThat(Instant.parse(String.valueOf(key.history().createdAt()))).isBetween(Instant.now().minusSeconds(60), Instant.now());
        assertThat(key.history().rotatedAt()).isNull();
    }

    @Test
    void itLiesInVaultInTheLayoutThatTheConsoleWrites() {
        keys.storeUserApiKey(user, "okx--main", "key-1", "secret-1", Map.of("passphrase", "p"));
        keys.storeUserApiKey(user, "kraken", "key-2", "secret-2");

        assertThat(stored("okx--main").propertyNames())
                .containsExactlyInAnyOrder("api_key", "api_secret", "additional_params", "broker", "created_at", "created_by");
        assertThat(stored("okx--main").path("broker").asString()).isEqualTo(new BrokerId("okx").value());
        assertThat(stored("kraken").propertyNames()).doesNotContain("additional_params");
    }

    @Test
    void storingOverAKeyMakesANewVersion() {
        keys.storeUserApiKey(user, "okx", "key-1", "secret-1", Map.of("passphrase", "p"));

        assertThat(keys.storeUserApiKey(user, "okx", "key-2", "secret-2")).isEqualTo(2);
        assertThat(keys.getUserApiKey(user, "okx").orElseThrow().additionalParams()).isEmpty();
    }

    @Test
    void whatIsAbsentDeletedOrDestroyedIsEmpty() {
        for (var broker : List.of("deleted", "destroyed")) {
            keys.storeUserApiKey(user, broker, "key", "secret");
            root.send("POST", "secret/" + (broker.equals("deleted") ? "delete" : "destroy") + "/users/" + user + "/" + broker, Map.of("versions", List.of(1)));
        }

        for (var broker : List.of("absent", "deleted", "destroyed")) {
            assertThat(keys.getUserApiKey(user, broker)).as(broker).isEmpty();
            assertThatExceptionOfType(ApiKeyNotFoundException.class).as(broker).isThrownBy(() -> keys.rotateUserApiKey(user, broker, "key-2", "secret-2"));
        }
    }

    @Test
    void rotatingKeepsWhatIsNotGivenAnew() {
        keys.storeUserApiKey(user, "okx", "key-1", "secret-1", Map.of("passphrase", "p1", "subaccount", "s"));
        var before = keys.getUserApiKey(user, "okx").orElseThrow();

        assertThat(keys.rotateUserApiKey(user, "okx", "key-2", "secret-2", Map.of("passphrase", "p2"))).isEqualTo(2);

        var after = keys.getUserApiKey(user, "okx").orElseThrow();
        assertThat(after.apiKey() + after.apiSecret()).isEqualTo("key-2secret-2");
        assertThat(after.additionalParams()).isEqualTo(Map.of("passphrase", "p2", "subaccount", "s"));
        assertThat(after.history().createdAt()).isEqualTo(before.history().createdAt());
        assertThat(after.history().createdBy()).isEqualTo("order-service");
        assertThat(after.history().rotatedBy()).isEqualTo("order-service");
        assertThat(Instant.parse(String.valueOf(after.history().rotatedAt()))).isAfter(Instant.parse(String.valueOf(before.history().createdAt())));
    }

    @Test
    void rotatingKeepsToTheLetterWhatOthersStoredBesides() {
        var data = """
                {"data":{"api_key":"a","api_secret":"b","created_at":"2026-01-27T10:00:00.123456","tag":null,"weight":1.1,
                 "big":9007199254740992,"additional_params":{"limits":{"day":[1,2.5]},"live":true,"port":443}}}""";
        assertThat(root.send("POST", "secret/data/users/" + user + "/okx", data, "application/json").ok()).isTrue();

        keys.rotateUserApiKey(user, "okx", "a2", "b2");

        assertThat(stored("okx").toString()).contains("\"tag\":null", "\"weight\":1.1", "\"big\":9007199254740992",
                "\"limits\":{\"day\":[1,2.5]}", "\"live\":true", "\"port\":443", "2026-01-27T10:00:00.123456");
        assertThat(keys.getUserApiKey(user, "okx").orElseThrow().additionalParams()).containsEntry("live", "true").containsEntry("port", "443");
    }

    @Test
    void rotationsAtTheSameTimeLoseNothing() throws Exception {
        keys.storeUserApiKey(user, "okx", "key", "secret");

        var versions = atOnce(3, at -> keys.rotateUserApiKey(user, "okx", "key-" + at, "secret-" + at, Map.of("param-" + at, "x")));

        assertThat(versions).containsExactlyInAnyOrder(2, 3, 4);
        assertThat(keys.getUserApiKey(user, "okx").orElseThrow().additionalParams()).containsOnlyKeys("param-0", "param-1", "param-2");
    }

    private interface Numbered<T> {

        T call(int at) throws Exception;
    }

    private static <T> List<T> atOnce(int number, Numbered<T> call) throws Exception {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = new ArrayList<Future<T>>();
            for (int i = 0; i < number; i++) {
                int at = i;
                Callable<T> one = () -> {
                    start.await();
                    return call.call(at);
                };
                calls.add(threads.submit(one));
            }
            start.countDown();
            var results = new ArrayList<T>();
            for (var one : calls) {
                results.add(one.get());
            }
            return results;
        }
    }

    @Test
    void revokingLeavesNoVersionThatCanBeRead() {
        keys.storeUserApiKey(user, "okx", "key-1", "secret-1");
        keys.rotateUserApiKey(user, "okx", "key-2", "secret-2");

        assertThat(keys.revokeUserApiKey(user, "okx")).isEqualTo(Revocation.EVERY_VERSION);

        assertThat(keys.getUserApiKey(user, "okx")).isEmpty();
        for (int version = 1; version <= 2; version++) {
            assertThat(root.send("GET", "secret/data/users/" + user + "/okx?version=" + version).status()).isEqualTo(404);
        }
        assertThat(root.send("POST", "secret/undelete/users/" + user + "/okx", Map.of("versions", List.of(1, 2))).ok()).isTrue();
        assertThat(keys.getUserApiKey(user, "okx")).isPresent();
    }

    @Test
    void revokingWhatIsRevokedOrAbsentChangesNothing() {
        keys.storeUserApiKey(user, "okx", "key-1", "secret-1");
        keys.revokeUserApiKey(user, "okx");

        assertThat(keys.revokeUserApiKey(user, "okx")).isEqualTo(Revocation.EVERY_VERSION);
        assertThat(keys.revokeUserApiKey(user, "absent")).isEqualTo(Revocation.EVERY_VERSION);
    }

    @Test
    void aBatchKeepsTheOrderAndHasAResultOrAnErrorForEach() {
        keys.storeUserApiKey(user, "okx", "key-okx", "secret");
        keys.storeUserApiKey(user, "kraken", "key-kraken", "secret");
        root.send("POST", "secret/data/users/" + user + "/odd", Map.of("data", Map.of("something", "else")));

        var results = keys.getUserApiKeys(List.of(new KeyRequest(user, "kraken"), new KeyRequest("../x", "okx"), new KeyRequest(user, "absent"),
                new KeyRequest(user, "odd"), new KeyRequest(user, "okx")));

        assertThat(results).extracting(r -> r.key().map(UserApiKey::apiKey).orElse("")).containsExactly("key-kraken", "", "", "", "key-okx");
        assertThat(results).extracting(r -> r.error().map(e -> e.getClass().getSimpleName()).orElse(""))
                .containsExactly("", "InvalidIdentifierException", "", "VaultAnswerException", "");
        assertThat(keys.getUserApiKeys(List.of())).isEmpty();
    }

    @Test
    void aBatchMayBeLargerThanThePool() {
        var brokers = List.of("okx", "kraken", "bybit");
        brokers.forEach(broker -> keys.storeUserApiKey(user, broker, broker, "secret"));

        var results = keys.getUserApiKeys(IntStream.range(0, 1000).mapToObj(i -> new KeyRequest(user, brokers.get(i % 3))).toList());

        assertThat(results).hasSize(1000).allMatch(result -> result.key().orElseThrow().apiKey().equals(result.request().broker()));
    }

    @Test
    void anEmptyValueIsNotStored() {
        assertThatIllegalArgumentException().isThrownBy(() -> keys.storeUserApiKey(user, "okx", "key", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> keys.rotateUserApiKey(user, "okx", "", "secret"));
    }

    @Test
    void theAuthorMayBeNamed() throws IOException {
        try (var named = ApiKeyManager.builder().addresses(vault.address().toString()).token(vault.rootToken().expose()).author("night-job").build()) {
            named.storeUserApiKey(user, "okx", "key", "secret");
        }

        assertThat(stored("okx").path("created_by").asString()).isEqualTo("night-job");
    }

    @Test
    void anEngineThatIsNotThereIsNoKeyThatIsNotThere() throws IOException {
        try (var bare = DevVault.start()) {
            assertThat(bare.root().send("DELETE", "sys/mounts/secret").ok()).isTrue();
            try (var client = ApiKeyManager.builder().addresses(bare.address().toString()).token(bare.rootToken().expose()).build()) {
                assertThatExceptionOfType(VaultAnswerException.class).isThrownBy(() -> client.getUserApiKey(user, "okx"));
            }
        }
    }

    @Test
    void nothingWorksAfterItIsClosed() throws IOException {
        var closed = ApiKeyManager.builder().addresses(vault.address().toString()).token(vault.rootToken().expose()).build();
        closed.close();
        closed.close();

        assertThatIllegalStateException().isThrownBy(() -> closed.getUserApiKey(user, "okx"));
        assertThatIllegalStateException().isThrownBy(() -> closed.getUserApiKeys(List.of(new KeyRequest(user, "okx"))));
    }

    @Test
    void whatIsNoKeyIsToldApartFromAnAbsentOne() {
        root.send("POST", "secret/data/users/" + user + "/odd", Map.of("data", Map.of("api_key", 5, "api_secret", "s")));

        assertThatExceptionOfType(VaultAnswerException.class).isThrownBy(() -> keys.getUserApiKey(user, "odd")).withMessageContaining("api_key");
    }
}
