package io.nija.vault.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import io.nija.vault.audit.AccessRecords.Outcome;
import io.nija.vault.base.CredentialId;
import io.nija.vault.base.UserId;
import io.nija.vault.testing.ConsoleTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** The records of reads that Vault does not see, in a real PostgreSQL. */
@ConsoleTest
class AccessRecordsTest {

    @Autowired
    DataSource database;
    @Autowired
    JdbcTemplate sql;

    private final UserId zoe = new UserId("zoe-" + UUID.randomUUID());
    private final CredentialId key = CredentialId.parse(zoe, "kraken--main");
    private final AtomicInteger connections = new AtomicInteger();
    private AccessRecords records;

    @BeforeEach
    void indexAKey() {
        index("ACTIVE", 3);
    }

    @AfterEach
    void stop() {
        if (records != null) {
            records.stop();
        }
        sql.update("delete from credential where owner = ?", zoe.value());
    }

    private void index(String state, int version) {
        sql.update("delete from credential where owner = ?", zoe.value());
        sql.update("insert into credential (owner, key, broker, state, version, created_at) values (?, ?, 'kraken', ?, ?, now())",
                zoe.value(), key.key(), state, version);
    }

    private AccessRecords over(DataSource source) {
        records = new AccessRecords(source);
        records.start();
        return records;
    }

    private CachedRead read(String requestId) {
        return new CachedRead(zoe, key, 3, Instant.now(), "192.0.2.7", requestId);
    }

    private List<Map<String, Object>> recorded() {
        return OwnRecords.ofOwner(sql, zoe.value());
    }

    private static Outcome outcome(CompletableFuture<Outcome> future) throws Exception {
        return future.get(5, TimeUnit.SECONDS);
    }

    @Test
    void aReadIsOnRecordWithAllThatIsKnownOfIt() throws Exception {
        var read = read("request-1");

        assertThat(outcome(over(database).record(read))).isEqualTo(Outcome.RECORDED);

        assertThat(recorded()).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("operation", "read").containsEntry("kind", "VALUES").containsEntry("outcome", "DONE")
                .containsEntry("user", zoe.value()).containsEntry("owner", zoe.value()).containsEntry("key", "kraken--main")
                .containsEntry("version", 3).containsEntry("address", "192.0.2.7").containsEntry("request_id", "request-1"));
        assertThat(((Timestamp) recorded().getFirst().get("at")).toInstant()).isCloseTo(read.at(), within(1, ChronoUnit.MILLIS));
    }

    /** Through a proxy it is what somebody wrote into a header. The other reads of its commit must not suffer. */
    @Test
    void anAddressThatIsNoneIsCutOff() throws Exception {
        assertThat(outcome(over(database).record(new CachedRead(zoe, key, 3, Instant.now(), "x".repeat(500), "x")))).isEqualTo(Outcome.RECORDED);

        assertThat(recorded()).singleElement().satisfies(row -> assertThat(row).containsEntry("address", "x".repeat(45)));
    }

    @ParameterizedTest
    @ValueSource(strings = { "newer", "older", "revoked", "destroyed", "missing" })
    void aReadThatTheIndexDoesNotAgreeWithIsNotRecorded(String how) throws Exception {
        switch (how) {
            case "newer" -> index("ACTIVE", 4);
            case "older" -> index("ACTIVE", 2);
            case "revoked" -> index("REVOKED", 3);
            case "destroyed" -> index("DESTROYED", 3);
            default -> sql.update("delete from credential where owner = ?", zoe.value());
        }

        assertThat(outcome(over(database).record(read("x")))).isEqualTo(Outcome.OUTDATED);

        assertThat(recorded()).isEmpty();
    }

    /** The first writers wait for a connection until all reads have come. */
    @Test
    void manyReadsAtOnceShareCommitsAndKeepTheirOwnOutcomes() throws Exception {
        var all = new CountDownLatch(1);
        var records = over(new DelegatingDataSource(database) {

            @Override
            public Connection getConnection() throws SQLException {
                connections.incrementAndGet();
                await(all);
                return super.getConnection();
            }
        });

        var outcomes = IntStream.range(0, 400).mapToObj(i -> records.record(i % 10 == 9
                ? new CachedRead(zoe, key, 2, Instant.now(), "192.0.2.7", "outdated") : read("request-" + i))).toList();
        all.countDown();

        for (int i = 0; i < 400; i++) {
            assertThat(outcome(outcomes.get(i))).isEqualTo(i % 10 == 9 ? Outcome.OUTDATED : Outcome.RECORDED);
        }
        assertThat(recorded()).hasSize(360).extracting(row -> row.get("request_id")).doesNotHaveDuplicates().doesNotContain("outdated");
        assertThat(connections.get()).isLessThanOrEqualTo(6);
    }

    @Test
    void withoutTheDatabaseReadsFailAtOnceAndItIsAskedAgainLater() throws Exception {
        var away = new boolean[] { true };
        var records = over(new DelegatingDataSource(database) {

            @Override
            public Connection getConnection() throws SQLException {
                connections.incrementAndGet();
                if (away[0]) {
                    throw new SQLException("away");
                }
                return super.getConnection();
            }
        });

        assertThat(outcome(records.record(read("first")))).isEqualTo(Outcome.FAILED);
        away[0] = false;
        assertThat(records.record(read("second"))).as("without asking").isCompletedWithValue(Outcome.FAILED);
        assertThat(connections).hasValue(1);
        Thread.sleep(1050);

        assertThat(outcome(records.record(read("third")))).isEqualTo(Outcome.RECORDED);
        assertThat(recorded()).singleElement().satisfies(row -> assertThat(row).containsEntry("request_id", "third"));
    }

    @Test
    void moreThanCanWaitAreRefusedAtOnce() {
        var never = new CountDownLatch(1);
        var records = over(waiting(never));

        var refused = IntStream.range(0, 6000).mapToObj(i -> records.record(read("x"))).filter(CompletableFuture::isDone).count();

        assertThat(refused).isBetween(1L, 2000L);
    }

    @Test
    void stoppingLeavesNobodyWaiting() throws Exception {
        var never = new CountDownLatch(1);
        var records = over(waiting(never));
        var outcomes = IntStream.range(0, 1000).mapToObj(i -> records.record(read("x"))).toList();

        records.stop();

        for (var outcome : outcomes) {
            assertThat(outcome.get(10, TimeUnit.SECONDS)).isEqualTo(Outcome.FAILED);
        }
        assertThat(records.record(read("x"))).isCompletedWithValue(Outcome.FAILED);
        assertThat(recorded()).isEmpty();
    }

    @Test
    void whoComesWhileItStopsIsNotLeftWaitingEither() throws Exception {
        for (int round = 0; round < 20; round++) {
            var records = over(database);
            try (var threads = Executors.newFixedThreadPool(4)) {
                var asked = IntStream.range(0, 4).mapToObj(t -> threads.submit(() ->
                        IntStream.range(0, 200).mapToObj(i -> records.record(read("x"))).toList())).toList();
                records.stop();
                for (var some : asked) {
                    for (var outcome : some.get()) {
                        outcome.get(10, TimeUnit.SECONDS);
                    }
                }
            }
        }
    }

    @Test
    void itCanBeStartedOnceMore() throws Exception {
        var records = over(database);
        records.stop();
        records.start();

        assertThat(outcome(records.record(read("x")))).isEqualTo(Outcome.RECORDED);
    }

    private DataSource waiting(CountDownLatch latch) {
        return new DelegatingDataSource(database) {

            @Override
            public Connection getConnection() throws SQLException {
                await(latch);
                return super.getConnection();
            }
        };
    }

    private static void await(CountDownLatch latch) throws SQLException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted", e);
        }
    }
}
