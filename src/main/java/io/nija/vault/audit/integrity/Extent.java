package io.nija.vault.audit.integrity;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;

import io.nija.vault.audit.lines.HashChain;
import org.jspecify.annotations.Nullable;

/**
 * What of a source is looked at.
 *
 * @param source  its number
 * @param since   the time that was asked for; null for everything
 * @param start   where the lines begin
 * @param end     how many the source has in all, which is the number of the line after the last
 * @param head    the hash that the table has of all of them
 * @param archive where the last lines are that went to a file; null when none did
 */
record Extent(int source, String name, @Nullable Instant since, Start start, long end, byte[] head, @Nullable Archive archive) {

    /**
     * A place between two lines.
     *
     * @param line the number of the line that comes next
     * @param hash before it
     */
    record Start(long line, byte[] hash) {
    }

    /**
     * Lines that are in a file.
     *
     * @param end    where they end
     * @param sha256 of the file
     * @param before the time before which operations went with them
     */
    record Archive(Start end, byte[] sha256, Instant before) {
    }

    /**
     * From the first block that may have a line of a time, or else from where the archive ends.
     *
     * @param since null for as early as possible
     * @throws IllegalArgumentException when there is no source of this name
     */
    static Extent of(Connection connection, String name, @Nullable Instant since) throws SQLException {
        try (var statement = connection.prepareStatement("select id, lines, head from audit_source where name = ?")) {
            statement.setString(1, name);
            try (var found = statement.executeQuery()) {
                if (!found.next()) {
                    throw new IllegalArgumentException("There is no source of this name");
                }
                int source = found.getInt(1);
                long end = found.getLong(2);
                var archive = archive(connection, source);
                var start = since == null ? null : before(connection, source, end, since);
                if (start == null) {
                    start = archive == null ? new Start(0, new byte[HashChain.LENGTH]) : archive.end;
                }
                return new Extent(source, name, since, start, end, found.getBytes(3), archive);
            }
        }
    }

    private static @Nullable Archive archive(Connection connection, int source) throws SQLException {
        try (var statement = connection.prepareStatement("""
                select first_line + lines, head, sha256, before from audit_archive where source_id = ? order by first_line desc limit 1""")) {
            statement.setInt(1, source);
            try (var found = statement.executeQuery()) {
                return found.next() ? new Archive(new Start(found.getLong(1), found.getBytes(2)), found.getBytes(3), found.getTimestamp(4).toInstant()) : null;
            }
        }
    }

    /** The end of the last block that has only lines from before a time; null when there is none. */
    private static @Nullable Start before(Connection connection, int source, long end, Instant time) throws SQLException {
        try (var statement = connection.prepareStatement("""
                select first_line + lines, head from audit_block where source_id = ? and first_line < coalesce(
                    (select min(first_line) from audit_block where source_id = ? and at >= ?),
                    (select min(first_line) from audit_tail where source_id = ?), ?)
                order by first_line desc limit 1""")) {
            statement.setInt(1, source);
            statement.setInt(2, source);
            statement.setTimestamp(3, Timestamp.from(time));
            statement.setInt(4, source);
            statement.setLong(5, end);
            try (var found = statement.executeQuery()) {
                return found.next() ? new Start(found.getLong(1), found.getBytes(2)) : null;
            }
        }
    }

    /** The number of the first line. */
    long first() {
        return start.line;
    }

    /** Operations of before that time have gone with their lines; null when none have. */
    @Nullable Instant dropped() {
        return archive == null ? null : archive.before;
    }
}
