package io.nija.vault.backup.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;

/**
 * Closes the server's current segment when something was committed since the last time, so that it can be archived. It first commits a
 * message of its own: recovery to a time needs a later commit to stop at, and so everything before that is within reach.
 */
final class WalCloser {

    private final Connection sql;
    /** PostgreSQL's own words for which transactions are over. */
    private @Nullable String committed;
    private long end;

    WalCloser(Connection sql) {
        this.sql = sql;
    }

    /**
     * What is to be archived before all is that was committed up to a time.
     *
     * @param lsn  where the WAL of it ends at the latest
     * @param time by the server's clock
     */
    record Mark(long lsn, Instant time) {
    }

    /** When nothing was committed since the last time, what ended then is still all. */
    Mark close() throws SQLException {
        try (var statement = sql.createStatement()) {
            Instant time;
            try (var now = statement.executeQuery("select statement_timestamp(), pg_current_snapshot()::text")) {
                now.next();
                time = now.getObject(1, OffsetDateTime.class).toInstant();
                if (now.getString(2).equals(committed)) {
                    return new Mark(end, time);
                }
            }
            statement.execute("select pg_logical_emit_message(true, 'vault-console', 'all before this is archived with it')");
            // The snapshot is that of the statement's beginning, before the segment is closed: whatever is committed after it counts the next time,
            // be it by a transaction that has begun already.
            try (var closed = statement.executeQuery("select pg_current_snapshot()::text, pg_switch_wal()::text")) {
                closed.next();
                committed = closed.getString(1);
                end = LogSequenceNumber.valueOf(closed.getString(2)).asLong();
            }
            return new Mark(end, time);
        }
    }

    /** How much WAL there is on the server after this place. */
    long behind(long lsn) throws SQLException {
        try (var statement = sql.prepareStatement("select greatest(0, pg_wal_lsn_diff(pg_current_wal_lsn(), ?::pg_lsn))::bigint")) {
            statement.setString(1, LogSequenceNumber.valueOf(lsn).asString());
            try (var result = statement.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        }
    }
}
