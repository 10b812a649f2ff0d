package io.nija.vault.audit.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

import io.nija.vault.audit.AuditLines;
import io.nija.vault.testing.DevPostgres;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** From files into a real PostgreSQL: nothing is missing and nothing is there twice, whatever happens meanwhile. */
class SourceReaderTest {

    static DevPostgres postgres;
    static JdbcClient database;

    @TempDir
    Path directory;

    private final String name = "node-" + UUID.randomUUID();
    private final List<SourceReader> readers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    @BeforeAll
    static void startDatabase() throws IOException {
        postgres = DevPostgres.start();
        Flyway.configure().dataSource(postgres.dataSource()).load().migrate();
        database = JdbcClient.create(postgres.dataSource());
    }

    @AfterAll
    static void stopDatabase() throws IOException {
        postgres.close();
    }

    @AfterEach
    void stop() throws InterruptedException {
        for (var reader : readers) {
            reader.stop();
        }
        for (var thread : threads) {
            thread.join();
        }
        readers.clear();
        threads.clear();
    }

    private Path log() {
        return directory.resolve("audit.log");
    }

    private void write(String text) throws IOException {
        Files.writeString(log(), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void startReader() {
        var reader = new SourceReader(postgres.dataSource(), name, log());
        readers.add(reader);
        threads.add(Thread.ofPlatform().start(reader));
    }

    private void awaitLines(long lines) {
        await().untilAsserted(() -> assertThat(
                database.sql("select coalesce(max(lines), 0) from audit_source where name = ?").param(name).query(Long.class).single()).isEqualTo(lines));
    }

    private List<Map<String, Object>> operations() {
        return database.sql("""
                select o.*, c.operation, c.outcome, c.broker, u.name as user_name, p.path, p.owner, p.key from audit_operation o
                join audit_class c on c.id = o.class_id join audit_source s on s.id = c.source_id
                join audit_user u on u.id = o.user_id join audit_path p on p.id = o.path_id where s.name = ? order by o.at, o.id""")
                .param(name).query().listOfRows();
    }

    private long counted() {
        return database.sql("""
                select coalesce(sum(operations), 0) from audit_hour h join audit_class c on c.id = h.class_id join audit_source s on s.id = c.source_id
                where s.name = ?""").param(name).query(Long.class).single();
    }

    /** All lines that are kept, in order. */
    private List<String> kept() {
        return IngestedLog.kept(database, name);
    }

    private byte[] head() {
        return database.sql("select head from audit_source where name = ?").param(name).query(byte[].class).single();
    }

    @Test
    void anOperationIsOneRow() throws Exception {
        var lines = AuditLines.read("alice", "kraken--main").at(Instant.parse("2026-11-24T10:22:20.857575622Z")).requestId("r-1");
        write(lines.text());
        startReader();
        awaitLines(2);

        assertThat(operations()).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("operation", "read").containsEntry("outcome", "DONE").containsEntry("broker", "kraken").containsEntry("user_name", "alice")
                .containsEntry("owner", "alice").containsEntry("key", "kraken--main").containsEntry("version", 3).containsEntry("duration", 1500)
                .containsEntry("response", 1).containsEntry("vault_request", lines.id()).containsEntry("request_id", "r-1"));
        assertThat(counted()).isOne();
        assertThat(kept()).containsExactly(lines.request(), lines.response());
        assertThat(head()).isEqualTo(IngestedLog.hash(kept()));
    }

    @Test
    void aResponseThatComesLaterCompletesItsRowAlsoForAnotherReader() throws Exception {
        var first = AuditLines.read("alice", "okx");
        var second = AuditLines.read("alice", "kraken");
        write(first.request() + "\n" + second.request() + "\n");
        startReader();
        awaitLines(2);
        assertThat(operations()).extracting(row -> row.get("outcome")).containsExactly("UNANSWERED", "UNANSWERED");

        write(second.refusal() + "\n");
        awaitLines(3);
        stop();
        startReader();
        write(first.response() + "\n");
        awaitLines(4);

        assertThat(operations()).extracting(row -> row.get("outcome")).containsExactlyInAnyOrder("DONE", "DENIED");
        assertThat(counted()).isEqualTo(2);
    }

    @Test
    void whatCannotBeReadIsKeptAndCounted() throws Exception {
        var lines = AuditLines.read("alice", "okx");
        write("nonsense\n" + lines.text() + "\n{\"half\":\n");
        startReader();
        awaitLines(5);

        assertThat(database.sql("select unreadable from audit_source where name = ?").param(name).query(Integer.class).single()).isEqualTo(3);
        assertThat(kept()).containsExactly("nonsense", lines.request(), lines.response(), "", "{\"half\":");
        assertThat(operations()).hasSize(1);
    }

    @Test
    void whatIsTooLongOrNoTextForTheDatabaseIsStillFound() throws Exception {
        write(AuditLines.of("u".repeat(300), "read", "secret/data/" + "p".repeat(5000)).from("a".repeat(500)).requestId("r".repeat(200)).text());
        write(AuditLines.of("nul\\u0000", "o".repeat(40), "secret/data/\\u0000/x").text());
        startReader();
        awaitLines(4);

        assertThat(operations()).hasSize(2);
    }

    @Test
    void manyLinesBecomeBlocksThatFollowOnEachOther() throws Exception {
        var text = new StringBuilder();
        var written = new ArrayList<String>();
        for (int i = 0; i < 6000; i++) {
            var lines = AuditLines.read("user-" + i % 50, "okx").at(Instant.now().minus(Duration.ofDays(20)).plusSeconds(i * 300L));
            written.add(lines.request());
            written.add(lines.response());
            text.append(lines.text());
        }
        write(text.toString());
        startReader();
        awaitLines(12_000);
        write(AuditLines.read("alice", "okx").text());
        awaitLines(12_002);

        assertThat(kept()).hasSize(12_002).startsWith(written.toArray(String[]::new));
        assertThat(operations()).hasSize(6001);
        assertThat(counted()).isEqualTo(6001);
        assertThat(head()).isEqualTo(IngestedLog.hash(kept()));
        var blocks = database.sql("select encode(b.previous, 'hex') p, encode(b.head, 'hex') h, length(b.hashes) / 8 = b.lines as whole from audit_block b join audit_source s on s.id = b.source_id where s.name = ? order by first_line")
                .param(name).query().listOfRows();
        assertThat(blocks).hasSizeGreaterThan(2);
        IntStream.range(1, blocks.size()).forEach(i -> assertThat(blocks.get(i).get("p")).isEqualTo(blocks.get(i - 1).get("h")));
        assertThat(blocks).allSatisfy(block -> assertThat(block).containsEntry("whole", true));
    }

    @Test
    void ofTwoReadersOneReadsAndTheOtherTakesOver() throws Exception {
        startReader();
        startReader();
        write(AuditLines.read("alice", "okx").text());
        awaitLines(2);

        readers.getFirst().stop();
        threads.getFirst().join();
        write(AuditLines.read("alice", "okx").text());
        awaitLines(4);

        assertThat(operations()).hasSize(2);
    }

    /** As when the network or the database fails at any moment. */
    @Test
    void connectionsThatAreCutLoseNothingAndDoubleNothing() throws Exception {
        startReader();
        startReader();
        var written = new ArrayList<String>();
        for (int round = 0; round < 20; round++) {
            for (int i = 0; i < 200; i++) {
                var lines = AuditLines.read("user-" + i, "okx");
                written.add(lines.request());
                written.add(lines.response());
                write(lines.text());
            }
            Thread.sleep(ThreadLocalRandom.current().nextInt(100));
            database.sql("select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and backend_type = 'client backend'")
                    .query().listOfRows();
        }
        awaitLines(written.size());

        assertThat(kept()).isEqualTo(written);
        assertThat(operations()).hasSize(written.size() / 2).allSatisfy(row -> assertThat(row).containsEntry("outcome", "DONE"));
        assertThat(counted()).isEqualTo(written.size() / 2);
        assertThat(head()).isEqualTo(IngestedLog.hash(written));
    }
}
