package io.nija.vault.audit.retention;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import io.nija.vault.audit.ingest.Partitions;
import io.nija.vault.audit.lines.ArchivedLines;
import org.jspecify.annotations.Nullable;

/** The weeks in the database that are too old, and how they go. */
final class OldWeeks {

    private OldWeeks() {
    }

    /** Those that ended before a time. */
    static List<LocalDate> endedBefore(Connection connection, Instant limit) throws SQLException {
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

    static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** The latest end of a week after which, of every source, only later lines stay. */
    static @Nullable LocalDate latestEnd(Connection connection, List<LocalDate> weeks) throws SQLException {
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

    /** Operations of a source whose lines are all in younger blocks wait for those, or it would look as if they were missing. */
    static void refuseOthers(Connection connection, LocalDate before, List<Integer> sources) throws SQLException {
        try (var statement = connection.prepareStatement("select distinct id >> 48 from audit_operation where at < ?")) {
            statement.setTimestamp(1, Timestamp.from(start(before)));
            try (var found = statement.executeQuery()) {
                while (found.next()) {
                    if (!sources.contains(found.getInt(1))) {
                        throw new SQLException("they wait for younger ones of another source");
                    }
                }
            }
        }
    }

    /** Drops weeks, unless more has come than was archived of them. */
    static void drop(Connection connection, LocalDate before, List<LocalDate> weeks, List<ArchivedLines> archived) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("set local lock_timeout = '30s'");
            // Nothing comes or is being read from now on, so what is dropped is what was archived.
            statement.execute("lock table audit_operation, audit_block, audit_value, audit_daily in access exclusive mode");
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
            statement.execute("delete from audit_counted_day where day < '%s'".formatted(before));
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
