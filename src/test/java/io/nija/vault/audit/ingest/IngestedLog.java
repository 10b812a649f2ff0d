package io.nija.vault.audit.ingest;

import java.nio.file.Path;
import java.time.Duration;

import javax.sql.DataSource;

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

    public static StoredLines lines(DataSource database) {
        return new StoredLines(JdbcClient.create(database));
    }
}
