package io.nija.vault.audit.ingest;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.nija.vault.audit.ingest.LogFile.Fingerprint;
import io.nija.vault.audit.ingest.Names.Text;
import io.nija.vault.audit.lines.OperationId;

/**
 * Writes what was read from a source: rows, figures, the lines themselves, and how far it has been read, all in one
 * transaction, so that after a failure nothing is missing and nothing is there twice.
 */
final class BatchWriter {

    private static final int REMEMBERED_VALUES = 200_000;
    private static final long SECONDS_A_DAY = 24 * 60 * 60;

    private record Value(long hash, int path, String field, long day) {

        /** A caller's token is in all that the caller does: it is enough to know that it was used on a day, and one path. */
        Value known() {
            return field.startsWith("auth.") ? new Value(hash, 0, field, day) : this;
        }
    }

    private record ClassHour(Instant hour, int classId) {
    }

    private final Connection connection;
    private final SourceState state;
    private final Feed feed;
    private final Names names;
    private final Partitions partitions = new Partitions();
    private final Cache<Value, Boolean> writtenValues = Caffeine.newBuilder().maximumSize(REMEMBERED_VALUES)
            .expireAfterWrite(Duration.ofDays(1)).build();

    /** @param feed where the batches come from */
    BatchWriter(Connection connection, SourceState state, Feed feed) {
        this.connection = connection;
        this.state = state;
        this.feed = feed;
        names = new Names(state.source());
    }

    /** After a failure, the state is no longer what the database has: it must be loaded anew. */
    void write(Batch batch) throws SQLException {
        var rows = Stream.concat(batch.begun().stream(), batch.answered().stream()).toList();
        names.learn(connection, rows);
        var at = batch.latest().equals(Instant.EPOCH) ? Instant.now() : batch.latest();
        state.tail().add(Tail.withEnd(batch.lines()), batch.hashes(), at);
        partitions.make(connection, Stream.concat(rows.stream().map(OperationRow::at), Stream.of(at, state.tail().latest()))
                .map(Partitions::week).distinct().toList());
        var hours = new TreeMap<ClassHour, Integer>((a, b) -> a.hour.equals(b.hour) ? Integer.compare(a.classId, b.classId) : a.hour.compareTo(b.hour));
        for (var row : batch.answered()) {
            hours.merge(new ClassHour(hour(row), row.before().classId()), -1, Integer::sum);
        }
        for (var row : rows) {
            row.classId(names.classOf(row.entry()));
            hours.merge(new ClassHour(hour(row), row.classId()), 1, Integer::sum);
        }
        connection.setAutoCommit(false);
        try {
            if (!batch.begun().isEmpty()) {
                OperationCopy.write(connection, batch.begun(), state.source(), names);
            }
            writeAnswers(batch.answered());
            writeHours(hours);
            SeenCalls.write(connection, rows);
            var values = newValues(rows);
            writeValues(values);
            writeLines(batch, at);
            writeProgress(batch);
            feed.taken(connection);
            connection.commit();
            values.forEach(value -> writtenValues.put(value.known(), true));
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static Instant hour(OperationRow row) {
        return row.at().truncatedTo(ChronoUnit.HOURS);
    }

    private void writeAnswers(List<OperationRow> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement("""
                update audit_operation set class_id = ?, user_id = ?, error_id = ?, version = ?, duration = ?, response = ?
                where id = ? and at = ?""")) {
            for (var row : rows) {
                var entry = row.entry();
                statement.setInt(1, row.classId());
                statement.setInt(2, names.of(Text.USER, entry.user()));
                statement.setObject(3, entry.error() == null ? null : (Integer) names.of(Text.ERROR, entry.error()), Types.INTEGER);
                statement.setObject(4, entry.version(), Types.INTEGER);
                statement.setObject(5, row.duration(), Types.INTEGER);
                statement.setObject(6, row.response(), Types.INTEGER);
                statement.setLong(7, OperationId.of(state.source(), row.line()));
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
            array(statement, 1, "text", hours.keySet().stream().map(key -> key.hour.toString()).toArray());
            array(statement, 2, "int4", hours.keySet().stream().map(ClassHour::classId).toArray());
            array(statement, 3, "int4", hours.values().toArray());
            statement.executeUpdate();
        }
    }

    private List<Value> newValues(List<OperationRow> rows) {
        var values = new HashMap<Value, Value>();
        for (var row : rows) {
            int path = names.path(row.entry().path());
            long day = Math.floorDiv(row.at().getEpochSecond(), SECONDS_A_DAY);
            for (var hashed : row.entry().values()) {
                var value = new Value(hashed.hash(), path, hashed.field(), day);
                var known = value.known();
                if (writtenValues.getIfPresent(known) == null) {
                    values.putIfAbsent(known, value);
                }
            }
        }
        // In the same order everywhere, or two readers with the same values could wait for each other.
        return values.values().stream().sorted(Comparator.comparingLong(Value::hash).thenComparingInt(Value::path).thenComparing(Value::field)
                .thenComparingLong(Value::day)).toList();
    }

    private void writeValues(List<Value> values) throws SQLException {
        if (values.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement("""
                insert into audit_value (hash, path_id, field, day)
                select * from unnest(?::bigint[], ?::int[], ?::text[], ?::date[]) on conflict do nothing""")) {
            array(statement, 1, "int8", values.stream().map(Value::hash).toArray());
            array(statement, 2, "int4", values.stream().map(Value::path).toArray());
            array(statement, 3, "text", values.stream().map(Value::field).toArray());
            array(statement, 4, "date", values.stream().map(value -> LocalDate.ofEpochDay(value.day()).toString()).toArray());
            statement.executeUpdate();
        }
    }

    private void array(PreparedStatement statement, int number, String type, Object[] values) throws SQLException {
        statement.setArray(number, connection.createArrayOf(type, values));
    }

    private void writeLines(Batch batch, Instant at) throws SQLException {
        var tail = state.tail();
        if (!tail.isEnough()) {
            writeTail(batch, at);
            return;
        }
        try (var statement = connection.prepareStatement("""
                insert into audit_block (at, source_id, first_line, lines, previous, head, hashes, content) values (?, ?, ?, ?, ?, ?, ?, ?)""")) {
            statement.setTimestamp(1, Timestamp.from(tail.latest()));
            statement.setInt(2, state.source());
            statement.setLong(3, tail.firstLine());
            statement.setInt(4, tail.lines());
            statement.setBytes(5, tail.previous());
            statement.setBytes(6, batch.head());
            statement.setBytes(7, tail.hashes());
            statement.setBytes(8, tail.compressed());
            statement.executeUpdate();
        }
        try (var statement = connection.prepareStatement("delete from audit_tail where source_id = ?")) {
            statement.setInt(1, state.source());
            statement.executeUpdate();
        }
        state.newTail(batch);
    }

    private void writeTail(Batch batch, Instant at) throws SQLException {
        try (var statement = connection.prepareStatement("""
                insert into audit_tail (source_id, first_line, lines, at, previous, content) values (?, ?, ?, ?, ?, ?)""")) {
            statement.setInt(1, state.source());
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
            statement.setInt(4, state.source());
            statement.executeUpdate();
        }
    }

    private void writePosition(Lines lines, Fingerprint file) throws SQLException {
        try (var statement = connection.prepareStatement("""
                insert into audit_file (source_id, fingerprint, name, position) values (?, ?, ?, ?)
                on conflict (source_id, fingerprint) do update set position = excluded.position, name = excluded.name, seen_at = now()""")) {
            statement.setInt(1, state.source());
            statement.setBytes(2, file.bytes());
            statement.setString(3, Names.clean(lines.name(), 255));
            statement.setLong(4, lines.position());
            statement.executeUpdate();
        }
    }
}