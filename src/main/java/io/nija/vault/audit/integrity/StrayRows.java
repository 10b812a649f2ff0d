package io.nija.vault.audit.integrity;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.BitSet;

import io.nija.vault.audit.lines.NotAsReadException;
import io.nija.vault.audit.lines.OperationId;

/** Looks through all rows of a source in the table of operations for those that no line tells of, and such as are there twice. */
final class StrayRows {

    private static final int AT_ONCE = 10_000;

    private final Connection connection;
    private final Extent extent;
    private final BegunLines begun;
    private final BitSet seen = new BitSet();

    /** @param begun the lines that begin an operation */
    StrayRows(Connection connection, Extent extent, BegunLines begun) {
        this.connection = connection;
        this.extent = extent;
        this.begun = begun;
    }

    /** When everything is verified, at rows of all times; else at those from the first operation on. */
    void look() throws SQLException, NotAsReadException {
        var since = extent.since() == null ? null : begun.earliest();
        try (var statement = connection.prepareStatement("""
                select o.at, o.id from audit_operation o where (o.id >= ? and o.id < ?
                    or o.class_id = any (array (select id from audit_class where source_id = ?))) and o.at >= coalesce(?, '-infinity'::timestamptz)""")) {
            statement.setFetchSize(AT_ONCE);
            statement.setLong(1, OperationId.of(extent.source(), 0));
            statement.setLong(2, OperationId.of(extent.source() + 1, 0));
            statement.setInt(3, extent.source());
            statement.setTimestamp(4, since == null ? null : Timestamp.from(since));
            try (var found = statement.executeQuery()) {
                while (found.next()) {
                    look(found.getTimestamp(1).toInstant(), found.getLong(2));
                }
            }
        }
    }

    private void look(Instant at, long id) throws NotAsReadException {
        boolean ofSource = OperationId.source(id) == extent.source();
        long line = OperationId.line(id);
        if (ofSource && line < extent.first()) {
            return;
        }
        if (!ofSource || line >= extent.end() || !begun.contains(line)) {
            throw new NotAsReadException(line, at, "The table has an operation that no line tells of.");
        }
        int bit = Math.toIntExact(line - extent.first());
        if (seen.get(bit)) {
            throw new NotAsReadException(line, at, "The operation of this line is in the table more than once.");
        }
        seen.set(bit);
    }
}
