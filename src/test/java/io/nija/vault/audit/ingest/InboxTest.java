package io.nija.vault.audit.ingest;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

import io.nija.vault.testing.DevPostgres;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The console's own records on their way into the search: none is lost, none comes twice, and each is a line of the chain. */
class InboxTest {

    static DevPostgres postgres;
    static JdbcClient database;

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
        readers.forEach(SourceReader::stop);
        for (var thread : threads) {
            thread.join();
        }
    }

    private void startReader() {
        var reader = SourceReader.ofConsole(postgres.dataSource());
        readers.add(reader);
        threads.add(Thread.ofPlatform().start(reader));
    }

    private static void awaitEmpty() {
        await().until(() -> database.sql("select count(*) from access_record").query(Long.class).single() == 0);
    }

    private static void cachedRead(String requestId) {
        database.sql("insert into access_record (at, person, owner, key, version, address, request_id) values (now(), 'alice', 'alice', 'okx--main', 7, '192.0.2.7', ?)")
                .param(requestId).update();
    }

    private static List<Map<String, Object>> found(String column, String value) {
        return database.sql("""
                select c.operation, c.kind, c.broker, c.outcome, c.role, u.name as person, p.path, p.owner, p.key, a.name as address, o.version, o.request_id,
                o.id, o.response, e.text as error
                from audit_operation o join audit_class c on c.id = o.class_id join audit_source s on s.id = c.source_id join audit_user u on u.id = o.user_id
                join audit_path p on p.id = o.path_id join audit_address a on a.id = o.address_id left join audit_error e on e.id = o.error_id
                where s.name = 'console' and %s = ?""".formatted(column)).param(value).query().listOfRows();
    }

    private static List<String> kept() {
        return IngestedLog.kept(database, "console");
    }

    @Test
    void aCachedReadIsFoundAmongTheReadsOfItsKey() {
        cachedRead("cached");
        startReader();
        awaitEmpty();

        assertThat(found("o.request_id", "cached")).singleElement().satisfies(row -> {
            assertThat(row).containsEntry("operation", "read").containsEntry("kind", "VALUES").containsEntry("broker", "okx").containsEntry("outcome", "DONE")
                    .containsEntry("role", "user").containsEntry("person", "alice").containsEntry("path", "secret/data/users/alice/okx--main")
                    .containsEntry("owner", "alice").containsEntry("key", "okx--main").containsEntry("address", "192.0.2.7").containsEntry("version", 7);
            assertThat(IngestedLog.lines(postgres.dataSource()).line((long) row.get("id"), (int) row.get("response"))).contains(
                    "\"type\":\"record\",\"action\":\"cached-read\",\"user\":\"alice\",\"role\":\"user\",\"owner\":\"alice\",\"key\":\"okx--main\",\"version\":7,"
                    + "\"address\":\"192.0.2.7\",\"request_id\":\"cached\",\"outcome\":\"DONE\"}");
        });
    }

    @Test
    void whatIsNoReadIsOfTheConsoleItself() {
        database.sql("""
                insert into access_record (at, action, outcome, person, role, owner, key, version, address, request_id, detail) values
                (now(), 'reveal', 'DONE', 'rita', 'user', 'rita', 'kraken', 2, '192.0.2.8', '', 'api_secret'),
                (now(), 'sign-in', 'DENIED', '-', '-', null, null, null, '192.0.2.9', '', 'access_denied')""").update();
        startReader();
        awaitEmpty();

        assertThat(found("u.name", "rita")).singleElement().satisfies(row -> assertThat(row).containsEntry("operation", "reveal")
                .containsEntry("kind", "CONSOLE").containsEntry("broker", "kraken").containsEntry("owner", "rita").containsEntry("key", "kraken")
                .containsEntry("version", 2).containsEntry("error", null));
        assertThat(found("a.name", "192.0.2.9")).singleElement().satisfies(row -> assertThat(row).containsEntry("operation", "sign-in")
                .containsEntry("kind", "CONSOLE").containsEntry("outcome", "DENIED").containsEntry("owner", null).containsEntry("error", "access_denied"));
    }

    /** A header of the caller's may have become part of a record. */
    @Test
    void whateverATextHoldsItStaysOneLine() {
        database.sql("insert into access_record (at, action, person, address, request_id, detail) values (now(), 'export', 'eve', ?, '', ?)")
                .params("\"},\n{\"time\":\"x", "a\r\nb\\ü\u0007\u2028").update();
        startReader();
        awaitEmpty();

        assertThat(found("u.name", "eve")).singleElement().satisfies(row -> assertThat(row).containsEntry("address", "\"},\n{\"time\":\"x"));
        assertThat(database.sql("select unreadable from audit_source where name = 'console'").query(Long.class).single()).isZero();
    }

    /** Records are written by many consoles at once, whose commits come in any order, while two readers are cut off again and again. */
    @Test
    void recordsOfManyWritersAllArriveOnceThroughCutConnections() throws Exception {
        startReader();
        startReader();
        try (var writers = Executors.newFixedThreadPool(4)) {
            var written = IntStream.range(0, 4).mapToObj(writer -> writers.submit(() -> {
                try (var connection = postgres.dataSource().getConnection(); var statement = connection.prepareStatement("""
                        insert into access_record (at, person, owner, key, version, address, request_id)
                        select now(), 'walter', 'walter', 'okx', 1, '192.0.2.1', ? || number from generate_series(1, ?) number""")) {
                    connection.setAutoCommit(false);
                    for (int i = 0; i < 100; i++) {
                        statement.setString(1, writer + "-" + i + "-");
                        statement.setInt(2, 20);
                        statement.executeUpdate();
                        Thread.sleep(ThreadLocalRandom.current().nextInt(30));
                        connection.commit();
                    }
                }
                return null;
            })).toList();
            for (int round = 0; round < 12; round++) {
                Thread.sleep(100 + ThreadLocalRandom.current().nextInt(100));
                cutReaders();
            }
            for (var writer : written) {
                writer.get();
            }
        }
        awaitEmpty();

        assertThat(found("u.name", "walter")).hasSize(8000).extracting(row -> row.get("request_id")).doesNotHaveDuplicates();
        var lines = kept();
        assertThat(lines.stream().filter(line -> line.contains("walter"))).hasSize(8000);
        assertThat(database.sql("select head from audit_source where name = 'console'").query(byte[].class).single()).isEqualTo(IngestedLog.hash(lines));
        assertThat(database.sql("select lines from audit_source where name = 'console'").query(Long.class).single()).isEqualTo(lines.size());
        assertThat(database.sql("""
                select sum(operations) from audit_hour h join audit_class c on c.id = h.class_id join audit_source s on s.id = c.source_id where s.name = 'console'""")
                .query(Long.class).single()).isEqualTo(lines.size());
    }

    private static void cutReaders() throws SQLException {
        database.sql("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and pid <> pg_backend_pid()").query().listOfRows();
    }
}
