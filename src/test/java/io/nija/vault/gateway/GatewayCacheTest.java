package io.nija.vault.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.nija.vault.audit.AccessRecords.Outcome;
import io.nija.vault.audit.AccessRecords;
import io.nija.vault.audit.CachedRead;
import io.nija.vault.audit.OwnRecords;
import io.nija.vault.base.CredentialId;
import io.nija.vault.base.SecretValue;
import io.nija.vault.credentials.Credentials;
import io.nija.vault.credentials.KeyMaterial;
import io.nija.vault.gateway.cache.AnswerCache;
import io.nija.vault.gateway.cache.Caches;
import io.nija.vault.security.CurrentUser;
import io.nija.vault.testing.AuditFile;
import io.nija.vault.testing.ConsoleTest;
import io.nija.vault.testing.IndexAway;
import io.nija.vault.testing.People;
import io.nija.vault.testing.VaultCallers;
import io.nija.vault.vault.BearerVault;
import io.nija.vault.vault.TransitKey;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.concurrent.DelegatingSecurityContextCallable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.context.WebApplicationContext;

import static io.nija.vault.gateway.Program.naming;
import static io.nija.vault.testing.People.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** An answer from the cache is on record and never older than the last change, whoever made it and whatever is away. */
@ConsoleTest
class GatewayCacheTest {

    private enum Change { STORE, ROTATE, ROLL_BACK, REVOKE, RESTORE, DESTROY }

    /** What the index says of a key after a change, when it has not kept up. */
    private enum Index { RIGHT, STALE, MISSING, AWAY }

    @Autowired
    WebApplicationContext console;
    @Autowired
    People people;
    @Autowired
    VaultCallers callers;
    @Autowired
    Credentials credentials;
    @Autowired
    AnswerCache cache;
    @Autowired
    BearerVault bearerVault;
    @Autowired
    AccessRecords records;
    @Autowired
    CurrentUser user;
    @Autowired
    TransitKey transit;
    @Autowired
    JwtDecoder accessTokens;
    @Autowired
    DataSource database;
    @Autowired
    JdbcTemplate sql;
    @Value("${local.directory}")
    Path directory;

    CredentialId key = People.newKey(ALICE, "kraken");
    Program alice;

    @BeforeEach
    void useAToken() {
        alice = Program.of(ALICE, console);
    }

    /** Two versions, written past the gateway, which keeps no answer of a key within a minute after it changed it. */
    private void aKeyThatNobodyChangedForLong() throws IOException {
        var caller = callers.person(ALICE, "user");
        for (var round : List.of("one", "two")) {
            assertThat(caller.send("POST", "secret/data/" + key.path(), Map.of("data", Map.of("api_key", "key-of-" + round, "api_secret", "s",
                    "broker", "kraken", "created_at", "2026-01-01T00:00:00Z", "created_by", "alice"))).ok()).isTrue();
        }
        index("ACTIVE", 2);
    }

    private void index(String state, int version) {
        sql.update("delete from credential where owner = 'alice' and key = ?", key.key());
        sql.update("insert into credential (owner, key, broker, state, version, created_at) values ('alice', ?, 'kraken', ?, ?, now())",
                key.key(), state, version);
    }

    private String read() {
        var reply = alice.post("retrieve", naming(key));
        return reply.status() == 200 ? reply.body().at("/credentials/api_key").asString() : String.valueOf(reply.status());
    }

    private void cached() throws IOException {
        aKeyThatNobodyChangedForLong();
        assertThat(read()).isEqualTo("key-of-two");
        assertThat(cache.find(key)).isNotNull();
    }

    /** They pause for a second after a test in which the database was away. */
    private void recordsAreTaken() throws Exception {
        var deadline = Instant.now().plusSeconds(5);
        var other = new CachedRead(ALICE, People.newKey(ALICE, "okx"), 1, Instant.now(), "192.0.2.9", "none");
        while (records.record(other).get() == Outcome.FAILED && Instant.now().isBefore(deadline)) {
            Thread.sleep(50);
        }
    }

    private long reads(AuditFile audit) throws IOException {
        return audit.entries().stream().filter(entry -> entry.at("/type").asString().equals("response")
                && entry.at("/request/path").asString().equals("secret/data/" + key.path())
                && entry.at("/request/operation").asString().equals("read")).count();
    }

    private long recorded(String requestId) {
        return OwnRecords.ofRequest(sql, requestId).size();
    }

    @Test
    void aReadIsOnRecordOnceInVaultOrWithUs() throws Exception {
        recordsAreTaken();
        aKeyThatNobodyChangedForLong();
        var audit = AuditFile.fromNow(directory);

        readAs("first-" + key.key());
        assertThat(reads(audit)).isEqualTo(1);
        assertThat(recorded("first-" + key.key())).isZero();

        untilARecordIsQuickEnough(id -> {
            var second = AuditFile.fromNow(directory);
            readAs(id);
            assertThat(OwnRecords.ofRequest(sql, id)).singleElement().satisfies(record -> assertThat(record)
                    .containsEntry("operation", "read").containsEntry("user", "alice").containsEntry("owner", "alice").containsEntry("key", key.key())
                    .containsEntry("version", 2).containsEntry("address", "192.0.2.9"));
            assertThat(reads(second)).isZero();
        });
    }

    private void readAs(String id) {
        var reply = alice.post("retrieve", naming(key), request -> request.header("X-Request-Id", id).remoteAddress("192.0.2.9"));
        assertThat(reply.header("ETag")).isEqualTo("\"2\"");
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    }

    /** On a disk that is busy it may take longer than a read waits for it, and then Vault is asked. */
    private static void untilARecordIsQuickEnough(ThrowingConsumer<String> reading) {
        await().pollInSameThread().untilAsserted(() -> reading.acceptThrows("read-" + UUID.randomUUID()));
    }

    @Test
    void everyKeyOfABatchIsOnRecord() throws Exception {
        recordsAreTaken();
        cached();

        untilARecordIsQuickEnough(id -> {
            alice.post("batch", Map.of("requests", IntStream.range(0, 30).mapToObj(i -> naming(key)).toList()), request -> request.header("X-Request-Id", id));

            assertThat(recorded(id)).isEqualTo(30);
        });
    }

    static Stream<Arguments> everyChangeByEachAndWhateverTheIndexSays() {
        return Stream.of(Index.values()).flatMap(index -> Stream.of(Change.values()).flatMap(change -> Stream.of("console", "gateway")
                .filter(by -> change == Change.DESTROY ? by.equals("console") : by.equals("gateway") || index != Index.AWAY)
                .map(by -> Arguments.of(change, by, index))));
    }

    @ParameterizedTest(name = "{0} by {1}, index {2}")
    @MethodSource("everyChangeByEachAndWhateverTheIndexSays")
    void afterAChangeNothingOlderIsGiven(Change change, String by, Index index) throws Exception {
        if (change == Change.RESTORE) {
            aKeyThatNobodyChangedForLong();
            callers.person(ALICE, "user").send("POST", "secret/delete/" + key.path(), Map.of("versions", List.of(1, 2)));
            assertThat(read()).isEqualTo("404");
        } else {
            cached();
        }

        if (index == Index.AWAY) {
            try (var away = new IndexAway(database)) {
                make(change, by);
                assertThat(read()).isEqualTo(after(change));
            }
        } else {
            make(change, by);
        }
        if (index == Index.STALE) {
            index(change == Change.RESTORE ? "REVOKED" : "ACTIVE", 2);
        } else if (index == Index.MISSING) {
            sql.update("delete from credential where owner = 'alice' and key = ?", key.key());
        }

        for (int i = 0; i < 3; i++) {
            assertThat(read()).isEqualTo(after(change));
        }
    }

    private static String after(Change change) {
        return switch (change) {
            case STORE, ROTATE -> "key-of-three";
            case ROLL_BACK -> "key-of-one";
            case REVOKE, DESTROY -> "404";
            case RESTORE -> "key-of-two";
        };
    }

    private void make(Change change, String by) {
        if (by.equals("gateway")) {
            assertThat(byTheGateway(change).status()).isEqualTo(200);
            return;
        }
        people.signIn(ALICE);
        var material = new KeyMaterial(SecretValue.of("key-of-three"), SecretValue.of("s"), Map.of());
        switch (change) {
            case STORE -> credentials.store(key, material, null);
            case ROTATE -> credentials.rotate(key, material, null);
            case ROLL_BACK -> credentials.rollBack(key, 1, null);
            case REVOKE -> credentials.revoke(key);
            case RESTORE -> credentials.restore(key);
            case DESTROY -> credentials.destroy(key);
        }
    }

    private Program.Reply byTheGateway(Change change) {
        var body = new HashMap<String, Object>(naming(key));
        return switch (change) {
            case STORE -> {
                body.putAll(Map.of("api_key", "key-of-three", "api_secret", "s"));
                yield alice.post("store", body);
            }
            case ROTATE -> {
                body.putAll(Map.of("new_api_key", "key-of-three", "new_api_secret", "s"));
                yield alice.post("rotate", body);
            }
            case ROLL_BACK -> {
                body.put("version", 1);
                yield alice.post("rollback", body);
            }
            case REVOKE -> alice.delete("revoke", naming(key));
            default -> alice.post("restore", naming(key));
        };
    }

    /** As when another gateway, whose cache this one does not share, made the change: the index alone tells. */
    @ParameterizedTest
    @EnumSource(names = { "RIGHT", "MISSING" })
    void aCopyThatTheIndexDoesNotAgreeWithIsNotGiven(Index index) throws Exception {
        recordsAreTaken();
        cached();
        callers.person(ALICE, "user").send("POST", "secret/data/" + key.path(), Map.of("data", Map.of("api_key", "key-of-three", "api_secret", "s")));
        if (index == Index.RIGHT) {
            index("ACTIVE", 3);
        } else {
            sql.update("delete from credential where owner = 'alice' and key = ?", key.key());
        }

        assertThat(read()).isEqualTo("key-of-three");
        index("ACTIVE", 3);
        untilARecordIsQuickEnough(id -> {
            var audit = AuditFile.fromNow(directory);
            assertThat(read()).isEqualTo("key-of-three");
            assertThat(reads(audit)).as("the new answer took the old one's place").isZero();
        });
    }

    /** What is in the index is mended when it is seen to be behind, so that copies are of use again. */
    @Test
    void anIndexThatIsBehindIsMended() throws Exception {
        recordsAreTaken();
        cached();
        index("ACTIVE", 1);

        untilARecordIsQuickEnough(id -> {
            assertThat(read()).isEqualTo("key-of-two");
            assertThat(version()).isEqualTo(2);
        });
    }

    private int version() {
        return sql.queryForObject("select version from credential where owner = 'alice' and key = ?", Integer.class, key.key());
    }

    @Test
    void withoutTheDatabaseVaultAnswersSoon() throws Exception {
        cached();
        var audit = AuditFile.fromNow(directory);

        try (var away = new IndexAway(database)) {
            for (int i = 0; i < 3; i++) {
                assertThat(within(Duration.ofSeconds(3), this::read)).isEqualTo("key-of-two");
            }
        }

        assertThat(reads(audit)).isEqualTo(3);
    }

    private static <T> T within(Duration most, Supplier<T> work) {
        long start = System.nanoTime();
        var result = work.get();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(most);
        return result;
    }

    @Test
    void whenRedisIsKilledOrHangsVaultAnswers() throws Exception {
        aKeyThatNobodyChangedForLong();
        try (var redis = RedisProcess.start()) {
            var reader = asAlice(redis.client(Duration.ofMillis(500)));
            assertThat(reader.call()).isEqualTo(2);
            assertThat(redis.names()).anyMatch(name -> name.startsWith("nija:key:"));
            assertThat(redis.dump()).doesNotContain("key-of-two", "alice", "kraken");

            redis.hang(10);
            assertThat(within(Duration.ofSeconds(5), () -> called(reader))).isEqualTo(2);
            Thread.sleep(11_000);
            assertThat(reader.call()).isEqualTo(2);

            redis.stop();
            for (int i = 0; i < 5; i++) {
                assertThat(within(Duration.ofSeconds(5), () -> called(reader))).isEqualTo(2);
            }
        }
    }

    @Test
    void whenRedisNeverAnswersManyAreServedAllTheSame() throws Exception {
        aKeyThatNobodyChangedForLong();
        try (var silent = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress()); var redis = RedisProcess.start();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var reader = asAlice(redis.client("redis://127.0.0.1:" + silent.getLocalPort()));
            Thread.sleep(1000);

            long start = System.nanoTime();
            for (var one : threads.invokeAll(IntStream.range(0, 40).mapToObj(i -> reader).toList())) {
                assertThat(one.get()).isEqualTo(2);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
    }

    /** Reads by a gateway of the same console whose cache is over this Redis; gives the version. */
    private Callable<Integer> asAlice(Redis redis) {
        var reader = new KeyReader(credentials, bearerVault, Caches.over(transit, redis).cache(), records, user);
        var token = accessTokens.decode(Program.token(ALICE, console));
        SecurityContextHolder.getContext().setAuthentication(new JwtAuthenticationToken(token, List.of(), "alice"));
        var context = SecurityContextHolder.getContext();
        return () -> DelegatingSecurityContextCallable.create(() -> reader.read(key, "192.0.2.9").orElseThrow().version(), context).call();
    }

    private static int called(Callable<Integer> reader) {
        try {
            return reader.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
