package io.nija.vault.audit.search;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;

import io.nija.vault.audit.AuditFilter;
import io.nija.vault.audit.AuditLines;
import io.nija.vault.audit.AuditSummary.Bar;
import io.nija.vault.audit.ingest.CountedDays;
import io.nija.vault.audit.ingest.IngestedLog;
import io.nija.vault.testing.DevPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Figures are right whether days are counted or not, and whatever comes meanwhile. */
class CountedDaysTest {

    private static final Instant DAY = Instant.parse("2026-10-05T00:00:00Z");

    @TempDir
    Path directory;

    private DevPostgres postgres;

    @BeforeEach
    void start() throws Exception {
        postgres = DevPostgres.start();
    }

    @AfterEach
    void stop() throws Exception {
        postgres.close();
    }

    /** As many operations of a user a day, on as many days, in the log of a node. */
    private void ingest(String node, int operations, int days) throws Exception {
        var text = new StringBuilder();
        for (int day = 0; day < days; day++) {
            for (int i = 0; i < operations; i++) {
                var lines = AuditLines.read("ada", "kraken").at(DAY.plus(day, ChronoUnit.DAYS).plusSeconds(60L * i));
                text.append(lines.request()).append('\n').append(lines.response()).append('\n');
            }
        }
        var log = Files.writeString(Files.createDirectory(directory.resolve(node)).resolve("audit.log"), text);
        IngestedLog.ingest(postgres.dataSource(), node, log, 2L * operations * days);
    }

    private Iterable<Long> adasDays() {
        var month = new AuditFilter(DAY.minusSeconds(1), DAY.plus(30, ChronoUnit.DAYS), "ada", null, null, null, null, null, null, null, null, null, null, null);
        return Searches.over(postgres.dataSource()).summary(month).bars().stream().map(Bar::operations).toList();
    }

    private long counted() {
        return JdbcClient.create(postgres.dataSource()).sql("select count(*) from audit_counted_day").query(Long.class).single();
    }

    @Test
    void whatComesOfADayThatIsCountedIsInItsFigureAtOnce() throws Exception {
        ingest("node-1", 10, 3);
        assertThat(adasDays()).containsExactly(10L, 10L, 10L);

        CountedDays.count(postgres.dataSource());
        assertThat(counted()).isEqualTo(3);
        assertThat(adasDays()).containsExactly(10L, 10L, 10L);

        ingest("node-2", 5, 2);
        assertThat(counted()).isEqualTo(1);
        assertThat(adasDays()).containsExactly(15L, 15L, 10L);

        CountedDays.count(postgres.dataSource());
        assertThat(counted()).isEqualTo(3);
        assertThat(adasDays()).containsExactly(15L, 15L, 10L);
    }

    @Test
    void countedDaysAreUsed() throws Exception {
        ingest("node-1", 10, 3);
        CountedDays.count(postgres.dataSource());
        JdbcClient.create(postgres.dataSource()).sql("update audit_daily set operations = 7 where at = ?::timestamptz").param(DAY.toString()).update();

        assertThat(adasDays()).containsExactly(7L, 10L, 10L);
    }

    @Test
    void daysAreCountedWhileOthersComeIn() throws Exception {
        ingest("node-1", 300, 20);
        var counting = CompletableFuture.runAsync(() -> {
            while (counted() < 20 || Files.notExists(directory.resolve("stop"))) {
                CountedDays.count(postgres.dataSource());
            }
        });
        ingest("node-2", 300, 20);
        Files.createFile(directory.resolve("stop"));
        counting.join();

        assertThat(counted()).isEqualTo(20);
        assertThat(adasDays()).hasSize(20).containsOnly(600L);
    }
}
