package io.nija.vault.audit.ingest;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import io.nija.vault.audit.lines.HashChain;
import io.nija.vault.audit.lines.StoredLines;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.awaitility.Awaitility.await;

/** A log that has been read into an empty database. */
public final class IngestedLog {

    private IngestedLog() {
    }

    /** Returns when as many lines of it have been read. */
    public static void ingest(DataSource database, String source, Path log, long lines) throws InterruptedException {
        Flyway.configure().dataSource(database).load().migrate();
        try (var reader = RunningReader.start(database, source, log)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> JdbcClient.create(database)
                    .sql("select coalesce(max(lines), 0) from audit_source where name = ?").param(source).query(Long.class).single() == lines);
        }
    }

    /** All lines of a source that are kept, in order. */
    static List<String> kept(JdbcClient database, String source) {
        var lines = new ArrayList<String>();
        for (var table : List.of("audit_block", "audit_tail")) {
            database.sql("select content from %s t join audit_source s on s.id = t.source_id where s.name = ? order by first_line".formatted(table))
                    .param(source).query(byte[].class).list().forEach(content -> new String(Tail.decompress(content), StandardCharsets.UTF_8).lines().forEach(lines::add));
        }
        return lines;
    }

    /** The hash after these lines, when they are all that a source has. */
    static byte[] hash(List<String> lines) {
        var chain = new HashChain(new byte[HashChain.LENGTH]);
        for (var line : lines) {
            var bytes = line.getBytes(StandardCharsets.UTF_8);
            chain.add(bytes, 0, bytes.length);
        }
        return chain.head();
    }

    public static StoredLines lines(DataSource database) {
        return new StoredLines(JdbcClient.create(database));
    }
}
