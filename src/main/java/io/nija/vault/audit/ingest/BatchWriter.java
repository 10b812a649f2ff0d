package io.nija.vault.audit.ingest;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

import io.nija.vault.audit.ingest.LogFile.Fingerprint;
import io.nija.vault.audit.ingest.Prepared.Block;
import io.nija.vault.audit.ingest.Prepared.ClassHour;
import io.nija.vault.audit.lines.OperationId;
import org.postgresql.PGConnection;

/**
 * Writes what was read from a source: rows, figures, the lines themselves, and how far it has been read, all in one
 * transaction, so that after a failure nothing is missing and nothing is there twice.
 */
final class BatchWriter {

    private final Connection connection;
    private final int source;
    private final Feed feed;
    private final Partitions partitions = new Partitions();

    /** @param feed where the batches come from */
    BatchWriter(Connection connection, int source, Feed feed) {
        this.connection = connection;
        this.source = source;
        this.feed = feed;
    }

    /** After a failure, what was prepared meanwhile must not be written: the state must be loaded anew. */
    void write(Prepared prepared) throws SQLException {
        var batch = prepared.batch();
        partitions.make(connection, prepared.weeks());
        connection.setAutoCommit(false);
        try {
            neverMindTheDisk();
            DailyCounts.changed(connection, prepared.days());
            if (!batch.begun().isEmpty()) {
                copy(OperationCopy.COPY, prepared.rows());
            }
            writeAnswers(batch.answered());
            writeHours(prepared.hours());
            SeenCalls.write(connection, batch.rows());
            if (prepared.values() != null) {
                copy(Values.COPY, prepared.values());
            }
            if (prepared.block() == null) {
                writeTail(batch, prepared.at());
            } else {
                writeBlock(prepared.block());
            }
            writeProgress(batch);
            feed.taken(connection);
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /**
     * A commit that a crash of the database takes back was of lines that are still where they came from, and how far they have been
     * read is taken back with it.
     */
    private void neverMindTheDisk() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("set local synchronous_commit = off");
        }
    }

    private void copy(String sql, byte[] rows) throws SQLException {
        var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        try {
            copy.writeToCopy(rows, 0, rows.length);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private void writeAnswers(List<OperationRow> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement("""
                update audit_operation set class_id = ?, user_id = ?, error_id = ?, version = ?, duration = ?, response = ?
                where id = ? and at = ?""")) {
            for (var row : rows) {
                statement.setInt(1, row.numbers().classId());
                statement.setInt(2, row.numbers().user());
                statement.setObject(3, row.numbers().error(), Types.INTEGER);
                statement.setObject(4, row.entry().version(), Types.INTEGER);
                statement.setObject(5, row.duration(), Types.INTEGER);
                statement.setObject(6, row.response(), Types.INTEGER);
                statement.setLong(7, OperationId.of(source, row.line()));
                statement.setTimestamp(8, Timestamp.from(row.at().truncatedTo(ChronoUnit.MICROS)));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private void writeHours(Map<ClassHour, Integer> hours) throws SQLException {
        try (var statement = connection.prepareStatement("""
                insert into audit_hour (hour, class_id, operations) select * from unnest(?::timestamptz[], ?::int[], ?::int[])
                on conflict (hour, class_id) do update set operations = audit_hour.operations + excluded.operations""")) {
            array(statement, 1, "text", hours.keySet().stream().map(key -> Instant.ofEpochSecond(key.hour()).toString()).toArray());
            array(statement, 2, "int4", hours.keySet().stream().map(ClassHour::classId).toArray());
            array(statement, 3, "int4", hours.values().toArray());
            statement.executeUpdate();
        }
    }

    private void array(PreparedStatement statement, int number, String type, Object[] values) throws SQLException {
        statement.setArray(number, connection.createArrayOf(type, values));
    }

    private void writeBlock(Block block) throws SQLException {
        try (var statement = connection.prepareStatement("""
                insert into audit_block (at, source_id, first_line, lines, previous, head, hashes, content) values (?, ?, ?, ?, ?, ?, ?, ?)""")) {
            statement.setTimestamp(1, Timestamp.from(block.at()));
            statement.setInt(2, source);
            statement.setLong(3, block.firstLine());
            statement.setInt(4, block.lines());
            statement.setBytes(5, block.previous());
            statement.setBytes(6, block.head());
            statement.setBytes(7, block.hashes());
            statement.setBytes(8, block.content());
            statement.executeUpdate();
        }
        try (var statement = connection.prepareStatement("delete from audit_tail where source_id = ?")) {
            statement.setInt(1, source);
            statement.executeUpdate();
        }
    }

    private void writeTail(Batch batch, Instant at) throws SQLException {
        try (var statement = connection.prepareStatement("""
                insert into audit_tail (source_id, first_line, lines, at, previous, content) values (?, ?, ?, ?, ?, ?)""")) {
            statement.setInt(1, source);
            statement.setLong(2, batch.firstLine());
            statement.setInt(3, batch.lines().count());
            statement.setTimestamp(4, Timestamp.from(at));
            statement.setBytes(5, batch.previous());
            statement.setBytes(6, Tail.compress(Tail.withEnd(batch.lines())));
            statement.executeUpdate();
        }
    }

    private void writeProgress(Batch batch) throws SQLException {
        if (batch.lines().file() != null) {
            writePosition(batch.lines(), batch.lines().file());
        }
        try (var statement = connection.prepareStatement("""
                update audit_source set lines = ?, head = ?, unreadable = unreadable + ?, read_at = now(), problem = null where id = ?""")) {
            statement.setLong(1, batch.linesSoFar());
            statement.setBytes(2, batch.head());
            statement.setInt(3, batch.unreadable());
            statement.setInt(4, source);
            statement.executeUpdate();
        }
    }

    private void writePosition(Lines lines, Fingerprint file) throws SQLException {
        try (var statement = connection.prepareStatement("""
                insert into audit_file (source_id, fingerprint, name, position) values (?, ?, ?, ?)
                on conflict (source_id, fingerprint) do update set position = excluded.position, name = excluded.name, seen_at = now()""")) {
            statement.setInt(1, source);
            statement.setBytes(2, file.bytes());
            statement.setString(3, Names.clean(lines.name(), 255));
            statement.setLong(4, lines.position());
            statement.executeUpdate();
        }
    }
}