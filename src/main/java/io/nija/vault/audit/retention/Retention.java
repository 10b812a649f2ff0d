package io.nija.vault.audit.retention;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

import javax.sql.DataSource;

import io.nija.vault.audit.integrity.SourceCheck;
import io.nija.vault.audit.lines.NotAsReadException;
import io.nija.vault.vault.AuditHeads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Lets weeks go that are older than records are kept: once a day, one console verifies them, writes their lines to files,
 * has the end of each signed, and drops the weeks. Whatever goes wrong on the way, nothing is dropped. A week whose lines
 * came later than those of a younger week, as of a node that was away, goes together with that one, so that what stays is
 * always the end of a source.
 */
@Component
class Retention {

    private static final Logger log = LoggerFactory.getLogger(Retention.class);

    private static final Duration FOR_A_QUERY = Duration.ofMinutes(10);

    private final DataSource database;
    private final SourceCheck check;
    private final AuditHeads heads;
    private final RetentionProperties properties;

    Retention(DataSource database, SourceCheck check, AuditHeads heads, RetentionProperties properties) {
        this.database = database;
        this.check = check;
        this.heads = heads;
        this.properties = properties;
    }

    @Scheduled(initialDelayString = "${audit.first-clean-up:10m}", fixedRateString = "${audit.clean-up:1d}")
    void cleanUp() {
        var keep = properties.keep();
        var directory = properties.archive();
        if (keep == null || directory == null) {
            return;
        }
        try (var connection = database.getConnection()) {
            int timeout = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, (int) FOR_A_QUERY.toMillis());
            try {
                if (lock(connection, "pg_try_advisory_lock")) {
                    try {
                        cleanUp(connection, Instant.now().minus(keep), new OldLines(check, heads, new LineArchive(directory)));
                    } finally {
                        lock(connection, "pg_advisory_unlock");
                    }
                }
            } finally {
                connection.setNetworkTimeout(Runnable::run, timeout);
            }
        } catch (SQLException | IOException | NotAsReadException | RuntimeException e) {
            log.warn("Old audit records stay for now: {}", e.getMessage());
        }
    }

    private static boolean lock(Connection connection, String function) throws SQLException {
        try (var statement = connection.createStatement(); var result = statement.executeQuery("select %s(hashtext('audit retention'))".formatted(function))) {
            return result.next() && result.getBoolean(1);
        }
    }

    private static void cleanUp(Connection connection, Instant limit, OldLines lines) throws SQLException, IOException, NotAsReadException {
        var weeks = OldWeeks.endedBefore(connection, limit);
        var before = weeks.isEmpty() ? null : OldWeeks.latestEnd(connection, weeks);
        if (before == null) {
            return;
        }
        connection.setAutoCommit(false);
        try {
            var archived = lines.archive(connection, before);
            connection.commit();
            OldWeeks.drop(connection, before, weeks.stream().filter(week -> week.isBefore(before)).toList(), archived);
            connection.commit();
            log.info("Audit records of before {} are in {} files and dropped", before, archived.size());
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }
}
