package io.nija.vault.audit.integrity;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.BitSet;

import io.nija.vault.audit.lines.OperationId;
import io.nija.vault.audit.lines.WrongException;
import org.jspecify.annotations.Nullable;

/** Looks through all rows of a source in the table of operations for those that no line tells of, and such as are there twice. */
final class StrayRows {

    private static final int AT_ONCE = 10_000;

    private final Connection connection;
    private final int source;

    StrayRows(Connection connection, int source) {
        this.connection = connection;
        this.source = source;
    }

    /**
     * @param rows  knows which lines begin an operation
     * @param from  the first line that was looked at
     * @param to    the line after the last
     * @param since from which time on; null for all times
     */
    void look(RowCheck rows, long from, long to, @Nullable Instant since) throws SQLException, WrongException {
        var seen = new BitSet();
        try (var statement = connection.prepareStatement("""
                select o.at, o.id from audit_operation o where (o.id >= ? and o.id < ?
                    or o.class_id = any (array (select id from audit_class where source_id = ?))) and o.at >= coalesce(?, '-infinity'::timestamptz)""")) {
            statement.setFetchSize(AT_ONCE);
            statement.setLong(1, OperationId.of(source, 0));
            statement.setLong(2, OperationId.of(source + 1, 0));
            statement.setInt(3, source);
            statement.setTimestamp(4, since == null ? null : Timestamp.from(since));
            try (var found = statement.executeQuery()) {
                while (found.next()) {
                    look(found.getTimestamp(1).toInstant(), found.getLong(2), rows, from, to, seen);
                }
            }
        }
    }

    private void look(Instant at, long id, RowCheck rows, long from, long to, BitSet seen) throws WrongException {
        long line = OperationId.line(id);
        if (OperationId.source(id) == source && line < from) {
            return;
        }
        if (OperationId.source(id) != source || line >= to || !rows.begins(line)) {
            throw new WrongException(line, at, "The table has an operation that no line tells of.");
        }
        int bit = Math.toIntExact(line - from);
        if (seen.get(bit)) {
            throw new WrongException(line, at, "The operation of this line is in the table more than once.");
        }
        seen.set(bit);
    }
}
