package io.nija.vault.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.nija.vault.audit.ingest.CountedDays;
import io.nija.vault.audit.ingest.RunningReader;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database of audit records, and how long it takes to fill it. */
final class AuditStore implements AutoCloseable {

    private static final int LONGEST_PAUSE_SECONDS = 120;

    /** @param bytes of the log files */
    record Filled(long lines, long bytes, double seconds) {

        double perSecond() {
            return lines / seconds;
        }
    }

    private final HikariDataSource database = new HikariDataSource();
    private final JdbcClient sql;

    AuditStore(String url) {
        database.setJdbcUrl(url);
        database.setUsername(BenchDatabase.USER);
        database.setMaximumPoolSize(4);
        sql = JdbcClient.create(database);
        Flyway.configure().dataSource(database).load().migrate();
    }

    DataSource database() {
        return database;
    }

    JdbcClient sql() {
        return sql;
    }

    /**
     * Has the console's reader read as many operations of one node, file by file. Only the reading counts, not the making of
     * the files.
     */
    Filled fill(Path directory, String source, long operations, int aFile, Instant from) throws IOException, InterruptedException {
        var traffic = new AuditTraffic(source.hashCode(), from, operations);
        var log = Files.createDirectories(directory.resolve(source)).resolve("audit.log");
        long bytes = 0;
        long nanos = 0;
        long lines = 0;
        try (var reader = RunningReader.start(database, source, log)) {
            for (long left = operations; left > 0; left -= aFile) {
                int count = (int) Math.min(left, aFile);
                var next = write(traffic, count, log.resolveSibling("next"));
                bytes += Files.size(next);
                lines += 2L * count;
                Files.deleteIfExists(log);
                long start = System.nanoTime();
                Files.move(next, log);
                awaitLines(source, lines);
                nanos += System.nanoTime() - start;
                Progress.say("%,d of %,d operations of %s have been read, %,.0f lines/s", operations - left + count, operations, source, lines / (nanos / 1e9));
            }
        }
        Files.delete(log);
        return new Filled(lines, bytes, nanos / 1e9);
    }

    private static Path write(AuditTraffic traffic, int operations, Path file) throws IOException {
        try (var out = Files.newBufferedWriter(file, StandardCharsets.ISO_8859_1)) {
            for (int i = 0; i < operations; i++) {
                out.append(traffic.next());
            }
        }
        return file;
    }

    long lines(String source) {
        return sql.sql("select coalesce(max(lines), 0) from audit_source where name = ?").param(source).query(Long.class).single();
    }

    private void awaitLines(String source, long lines) throws InterruptedException {
        long read = 0;
        long progress = System.nanoTime();
        while (read < lines) {
            Thread.sleep(10);
            long now = lines(source);
            if (now > read) {
                read = now;
                progress = System.nanoTime();
            } else if (System.nanoTime() - progress > LONGEST_PAUSE_SECONDS * 1e9) {
                throw new BenchException("the reader stopped after %,d of %,d lines of %s".formatted(read, lines, source));
            }
        }
    }

    /**
     * What a console and autovacuum do in the course of 30 days.
     *
     * @return how many seconds a console took for it
     */
    double settle() {
        long start = System.nanoTime();
        CountedDays.count(database);
        double seconds = (System.nanoTime() - start) / 1e9;
        sql.sql("vacuum (analyze)").update();
        return seconds;
    }

    /** Of all that is kept of audit logs, indexes and compressed lines included. */
    long bytesOnDisk() {
        return sql.sql("select sum(pg_total_relation_size(oid)) from pg_class where relname like 'audit%' and relkind = 'r'").query(Long.class).single();
    }

    /** The rows of this database by COPY into an empty one, whose tables and indexes are the same. */
    Filled copyInto(AuditStore other, Path directory, int aFile) {
        for (var table : sql.sql("select relname from pg_class where relname like 'audit_operation_%' and relkind = 'r' order by 1").query(String.class).list()) {
            other.sql.sql("create table %1$s partition of audit_operation %2$s".formatted(table, bounds(table))).update();
        }
        long operations = sql.sql("select count(*) from audit_operation").query(Long.class).single();
        double seconds = 0;
        for (long done = 0; done < operations; done += aFile) {
            var file = directory.resolve("rows");
            sql.sql("copy (select * from audit_operation order by id offset %d limit %d) to '%s' (format binary)".formatted(done, aFile, file)).update();
            long start = System.nanoTime();
            other.sql.sql("copy audit_operation from '%s' (format binary)".formatted(file)).update();
            seconds += (System.nanoTime() - start) / 1e9;
        }
        return new Filled(2 * operations, 0, seconds);
    }

    private String bounds(String table) {
        return sql.sql("select pg_get_expr(relpartbound, oid) from pg_class where relname = ?").param(table).query(String.class).single();
    }

    @Override
    public void close() {
        database.close();
    }
}
