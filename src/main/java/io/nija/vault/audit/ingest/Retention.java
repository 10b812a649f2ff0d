package io.nija.vault.audit.ingest;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

import javax.sql.DataSource;

import io.nija.vault.vault.AuditHeads;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Lets weeks go that are older than records are kept: once a day, one console writes their lines to files, has the end of
 * each signed, and drops the weeks. What is not in a file that was read back stays. A week whose lines came later than
 * those of a younger week, as of a node that was away, goes together with that one, so that what stays is always the end
 * of a source.
 */
@Component
class Retention {

    private static final Logger log = LoggerFactory.getLogger(Retention.class);

    private static final Duration FOR_A_QUERY = Duration.ofMinutes(10);

    private final DataSource database;
    private final AuditHeads heads;
    private final AuditProperties properties;

    Retention(DataSource database, AuditHeads heads, AuditProperties properties) {
        this.database = database;
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
        var weeks = oldWeeks(connection, limit);
        var before = weeks.isEmpty() ? null : latestEnd(connection, weeks);
        if (before == null) {
            return;
        }
        connection.setAutoCommit(false);
        try {
            var archived = archive(connection, before, archive);
            connection.commit();
            drop(connection, before, weeks.stream().filter(week -> week.isBefore(before)).toList(), archived);
            connection.commit();
            log.info("Audit records of before {} are in {} files and dropped", before, archived.size());
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private static List<LocalDate> oldWeeks(Connection connection, Instant limit) throws SQLException {
        var weeks = new ArrayList<LocalDate>();
        try (var statement = connection.createStatement(); var found = statement.executeQuery("""
                select right(inhrelid::regclass::text, 8) from pg_inherits where inhparent = 'audit_operation'::regclass order by 1""")) {
            while (found.next()) {
                var week = Partitions.week(found.getString(1));
                if (!start(week.plusWeeks(1)).isAfter(limit)) {
                    weeks.add(week);
                }
            }
        }
        return weeks;
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** The latest end of a week after which, of every source, only later lines stay. */
    private static @Nullable LocalDate latestEnd(Connection connection, List<LocalDate> weeks) throws SQLException {
        LocalDate latest = null;
        try (var statement = connection.prepareStatement("""
                select exists (select from audit_block group by source_id
                having max(first_line) filter (where at < ?) > min(first_line) filter (where at >= ?))""")) {
            for (var week : weeks) {
                var end = week.plusWeeks(1);
                statement.setTimestamp(1, Timestamp.from(start(end)));
                statement.setTimestamp(2, Timestamp.from(start(end)));
                try (var found = statement.executeQuery()) {
                    if (found.next() && !found.getBoolean(1)) {
                        latest = end;
                    }
                }
            }
        }
        return latest;
    }

    private record Span(int source, String name, long first, long end) {
    }

    private List<ArchivedLines> archive(Connection connection, LocalDate before, LineArchive archive) throws Exception {
        var spans = new ArrayList<Span>();
        try (var statement = connection.prepareStatement("""
                select s.id, s.name, min(b.first_line), max(b.first_line + b.lines) from audit_block b join audit_source s on s.id = b.source_id
                where b.at < ? group by s.id, s.name order by s.id""")) {
            statement.setTimestamp(1, Timestamp.from(start(before)));
            try (var found = statement.executeQuery()) {
                while (found.next()) {
                    spans.add(new Span(found.getInt(1), found.getString(2), found.getLong(3), found.getLong(4)));
                }
            }
        }
        var archived = new ArrayList<ArchivedLines>();
        for (var span : spans) {
            archived.add(archive(connection, before, span, archive));
        }
        return archived;
    }

    private ArchivedLines archive(Connection connection, LocalDate before, Span span, LineArchive archive) throws Exception {
        try (var statement = connection.prepareStatement("""
                select first_line, lines, at, previous, head, hashes, content from audit_block where source_id = ? and at < ? order by first_line, at""")) {
            statement.setFetchSize(4);
            statement.setInt(1, span.source);
            statement.setTimestamp(2, Timestamp.from(start(before)));
            try (var found = statement.executeQuery()) {
                if (!found.next()) {
                    throw new IllegalStateException("The lines of %s have gone meanwhile".formatted(span.name));
                }
                var archived = archive.write(span.source, span.name, span.first, span.end, found.getBytes("previous"), new BlocksOf(found, span.first));
                var hash = HexFormat.of().formatHex(archived.head());
                if (!heads.sign(span.name, archived.end(), hash).head().equals(hash)) {
                    throw new IllegalStateException("What was signed of the lines of %s is not what is there".formatted(span.name));
                }
                return archived;
            }
        }
    }

    /** The blocks of a result that stands at the first one, as long as each follows on the one before. */
    private static final class BlocksOf implements LineArchive.Blocks {

        private final ResultSet found;
        private long next;
        private boolean more = true;

        BlocksOf(ResultSet found, long first) {
            this.found = found;
            next = first;
        }

        @Override
        public boolean writeNext(OutputStream to, HashChain chain) throws SQLException, IOException, WrongException {
            if (!more) {
                return false;
            }
            var run = StoredRun.of(found);
            var lines = new RunLines(run.text());
            for (int i = 0; i < lines.count(); i++) {
                lines.addTo(chain, i);
            }
            if (run.firstLine() != next || lines.count() != run.lines() || !Arrays.equals(run.head(), chain.head())) {
                throw new WrongException(run.firstLine(), run.at(), "Lines from number %,d on are not as they were read".formatted(run.firstLine() + 1));
            }
            to.write(run.text());
            next += run.lines();
            more = found.next();
            return true;
        }
    }

    private static void drop(Connection connection, LocalDate before, List<LocalDate> weeks, List<ArchivedLines> archived) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("set local lock_timeout = '30s'");
            // Nothing comes or is being read from now on, so what is dropped is what was archived.
            statement.execute("lock table audit_operation, audit_block in access exclusive mode");
            try (var sources = statement.executeQuery("select count(distinct source_id) from audit_block where at < '%s+00'".formatted(before))) {
                if (!sources.next() || sources.getInt(1) != archived.size()) {
                    throw new SQLException("Lines of another source have come meanwhile");
                }
            }
            for (var lines : archived) {
                insert(connection, before, lines);
            }
            for (var week : weeks) {
                for (var table : Partitions.TABLES) {
                    statement.execute("drop table if exists " + Partitions.name(table, week));
                }
            }
            statement.execute("delete from audit_hour where hour < '%s+00'".formatted(before));
            statement.execute("delete from audit_value where day < '%s'".formatted(before));
        }
    }

    private static void insert(Connection connection, LocalDate before, ArchivedLines lines) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into audit_archive (source_id, first_line, lines, previous, head, file, sha256, before)
                select ?, ?, ?, ?, ?, ?, ?, ? where (select sum(lines) from audit_block where source_id = ? and at < ?) = ?""")) {
            insert.setInt(1, lines.source());
            insert.setLong(2, lines.firstLine());
            insert.setLong(3, lines.lines());
            insert.setBytes(4, lines.previous());
            insert.setBytes(5, lines.head());
            insert.setString(6, lines.file());
            insert.setBytes(7, lines.sha256());
            insert.setTimestamp(8, Timestamp.from(start(before)));
            insert.setInt(9, lines.source());
            insert.setTimestamp(10, Timestamp.from(start(before)));
            insert.setLong(11, lines.lines());
            if (insert.executeUpdate() != 1) {
                throw new SQLException("More lines of %s have come meanwhile".formatted(lines.name()));
            }
        }
    }
}
