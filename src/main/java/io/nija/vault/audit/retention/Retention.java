package io.nija.vault.audit.retention;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import javax.sql.DataSource;

import io.nija.vault.audit.VerificationProgress;
import io.nija.vault.audit.integrity.SourceCheck;
import io.nija.vault.audit.lines.ArchivedLines;
import io.nija.vault.vault.AuditHeads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Lets weeks go that are older than records are kept: once a day, one console writes their lines to files, has the end of
 * each signed, and drops the weeks. They are verified before, and stay when something is wrong. What is not in a file that was read back stays. A week whose lines came later than
 * those of a younger week, as of a node that was away, goes together with that one, so that what stays is always the end
 * of a source.
 */
@Component
class Retention {

    private static final Logger log = LoggerFactory.getLogger(Retention.class);

    private static final Duration FOR_A_QUERY = Duration.ofMinutes(10);

    private static final VerificationProgress UNWATCHED = new VerificationProgress() {

        @Override
        public void at(long done, long all) {
            // Nobody looks.
        }

        @Override
        public boolean isCancelled() {
            return false;
        }
    };

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
            if (lock(connection, "pg_try_advisory_lock")) {
                try {
                    cleanUp(connection, Instant.now().minus(keep), new LineArchive(directory));
                } finally {
                    lock(connection, "pg_advisory_unlock");
                }
            }
            connection.setNetworkTimeout(Runnable::run, timeout);
        } catch (Exception e) {
            log.warn("Old audit records stay for now: {}", e.getMessage());
        }
    }

    private static boolean lock(Connection connection, String function) throws SQLException {
        try (var statement = connection.createStatement(); var result = statement.executeQuery("select %s(hashtext('audit retention'))".formatted(function))) {
            return result.next() && result.getBoolean(1);
        }
    }

    private void cleanUp(Connection connection, Instant limit, LineArchive archive) throws Exception {
        var weeks = OldWeeks.endedBefore(connection, limit);
        var before = weeks.isEmpty() ? null : OldWeeks.latestEnd(connection, weeks);
        if (before == null) {
            return;
        }
        connection.setAutoCommit(false);
        try {
            var archived = archive(connection, before, archive);
            connection.commit();
            OldWeeks.drop(connection, before, weeks.stream().filter(week -> week.isBefore(before)).toList(), archived);
            connection.commit();
            log.info("Audit records of before {} are in {} files and dropped", before, archived.size());
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private record Span(int source, String name, long first, long end) {
    }

    private List<ArchivedLines> archive(Connection connection, LocalDate before, LineArchive archive) throws Exception {
        var spans = new ArrayList<Span>();
        try (var statement = connection.prepareStatement("""
                select s.id, s.name, min(b.first_line), max(b.first_line + b.lines) from audit_block b join audit_source s on s.id = b.source_id
                where b.at < ? group by s.id, s.name order by s.id""")) {
            statement.setTimestamp(1, Timestamp.from(OldWeeks.start(before)));
            try (var found = statement.executeQuery()) {
                while (found.next()) {
                    spans.add(new Span(found.getInt(1), found.getString(2), found.getLong(3), found.getLong(4)));
                }
            }
        }
        OldWeeks.refuseOthers(connection, before, spans.stream().map(Span::source).toList());
        var archived = new ArrayList<ArchivedLines>();
        for (var span : spans) {
            // What was tampered with must not be signed anew, and must stay for people to look at.
            var finding = check.check(span.name, null, UNWATCHED).finding();
            if (finding != null) {
                throw new IllegalStateException("the records of %s are not as they were read. Line %,d: %s".formatted(span.name, finding.line() + 1, finding.problem()));
            }
            archived.add(archive(connection, before, span, archive));
        }
        return archived;
    }

    private ArchivedLines archive(Connection connection, LocalDate before, Span span, LineArchive archive) throws Exception {
        try (var statement = connection.prepareStatement("""
                select first_line, lines, at, previous, head, hashes, content from audit_block where source_id = ? and at < ? order by first_line, at""")) {
            statement.setFetchSize(4);
            statement.setInt(1, span.source);
            statement.setTimestamp(2, Timestamp.from(OldWeeks.start(before)));
            try (var found = statement.executeQuery()) {
                if (!found.next()) {
                    throw new IllegalStateException("The lines of %s have gone meanwhile".formatted(span.name));
                }
                var archived = archive.write(span.source, span.name, span.first, span.end, found.getBytes("previous"), new StoredBlocks(found, span.first));
                sign(span.name, archived.end(), HexFormat.of().formatHex(archived.head()));
                sign(span.name + ArchivedLines.SIGNED_AS, archived.end(), ArchivedLines.proof(archived.sha256(), OldWeeks.start(before)));
                return archived;
            }
        }
    }

    private void sign(String name, long lines, String hash) {
        if (!heads.sign(name, lines, hash).head().equals(hash)) {
            throw new IllegalStateException("What was signed of the first %,d lines of %s is something else".formatted(lines, name));
        }
    }
}
