package io.nija.vault.audit.ingest;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Compares operations that were made anew from their lines with the rows of the table, many at a time. It remembers one
 * bit a line, so that what the table has beyond them can be found afterwards.
 * <p>
 * Two things may rightly be otherwise: a reader that began anew has forgotten requests of more than an hour before, whose
 * responses became operations of their own; and a verification that begins later than the source does not know the requests
 * before, to which the first responses belong; those requests may even be archived.
 */
final class RowCheck {

    private static final int AT_ONCE = 1000;

    private final Connection connection;
    private final int source;
    private final long first;
    private final @Nullable Instant before;
    private final LogFormat format;
    private final StoredLines lines;
    private final List<OperationRow> waiting = new ArrayList<>();
    private final BitSet begun = new BitSet();
    private final BitSet compared = new BitSet();
    private @Nullable Instant earliest;
    private Instant latest = Instant.EPOCH;

    /**
     * @param first  the number of the first line
     * @param before operations of before that time have been dropped; null when none were
     */
    RowCheck(Connection connection, int source, long first, @Nullable Instant before, LogFormat format) {
        this.connection = connection;
        this.source = source;
        this.first = first;
        this.before = before;
        this.format = format;
        lines = new StoredLines(JdbcClient.create(new SingleConnectionDataSource(connection, true)));
    }

    void add(Batch batch) throws SQLException, WrongException {
        for (var row : batch.begun()) {
            begun.set(bit(row.line()));
            earliest = earliest == null || row.at().isBefore(earliest) ? row.at() : earliest;
            latest = row.at().isAfter(latest) ? row.at() : latest;
            if (row.response() != null || row.entry().vaultRequest() == null) {
                add(row);
            }
        }
        for (var row : batch.answered()) {
            add(row);
        }
    }

    private void add(OperationRow row) throws SQLException, WrongException {
        waiting.add(row);
        if (waiting.size() >= AT_ONCE) {
            compare();
        }
    }

    private int bit(long line) {
        return Math.toIntExact(line - first);
    }

    /** Compares the rest, which has no response. */
    void end() throws SQLException, WrongException {
        compare();
        for (int bit = begun.nextSetBit(0); bit >= 0; bit = begun.nextSetBit(bit + 1)) {
            if (!compared.get(bit)) {
                var entry = entry(first + bit);
                if (entry != null) {
                    add(new OperationRow(first + bit, entry));
                }
            }
        }
        compare();
    }

    private @Nullable LogEntry entry(long line) {
        var text = lines.line(OperationCopy.id(source, line), 0);
        if (text == null) {
            return null;
        }
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return format.read(bytes, 0, bytes.length);
    }

    private void compare() throws SQLException, WrongException {
        if (waiting.isEmpty()) {
            return;
        }
        var stored = stored(waiting);
        for (var row : waiting) {
            var wanted = StoredRow.of(source, row);
            var found = stored.get(wanted.id());
            if (found == null && before != null && row.at().isBefore(before)) {
                compared.set(bit(row.line()));
                continue;
            }
            var differences = found == null ? List.<String>of() : wanted.differences(found);
            if ((found == null || !differences.isEmpty()) && !isOneOfTwo(row, wanted, found) && !isAnswerToEarlier(wanted)) {
                throw new WrongException(row.line(), row.at(), found == null ? missing(wanted)
                        : "The operation of this line is not as the line has it: %s.".formatted(String.join(", ", differences)));
            }
            compared.set(bit(row.line()));
        }
        waiting.clear();
    }

    private Map<Long, StoredRow> stored(List<OperationRow> rows) throws SQLException {
        var times = rows.stream().map(row -> Timestamp.from(row.at().truncatedTo(ChronoUnit.MICROS))).toArray(Timestamp[]::new);
        var ids = rows.stream().map(row -> OperationCopy.id(source, row.line())).toArray();
        var found = new HashMap<Long, StoredRow>();
        try (var statement = connection.prepareStatement(StoredRow.SELECT + """
                from unnest(?::timestamptz[], ?::bigint[]) wanted (at, id)
                join audit_operation o on o.at = wanted.at and o.id = wanted.id and o.at >= ? and o.at <= ?
                """ + StoredRow.JOINS)) {
            statement.setArray(1, connection.createArrayOf("timestamptz", times));
            statement.setArray(2, connection.createArrayOf("int8", ids));
            statement.setTimestamp(3, List.of(times).stream().min(Timestamp::compareTo).orElseThrow());
            statement.setTimestamp(4, List.of(times).stream().max(Timestamp::compareTo).orElseThrow());
            try (var result = statement.executeQuery()) {
                while (result.next()) {
                    var row = StoredRow.of(result);
                    found.put(row.id(), row);
                }
            }
        }
        return found;
    }

    /** Whether request and response are an operation each in the table. */
    private boolean isOneOfTwo(OperationRow row, StoredRow wanted, @Nullable StoredRow found) throws SQLException {
        if (found == null || found.response() != null || wanted.response() == null || wanted.response() == 0) {
            return false;
        }
        var request = entry(row.line());
        if (request == null || !StoredRow.of(source, new OperationRow(row.line(), request)).differences(found).isEmpty()) {
            return false;
        }
        var response = new OperationRow(row.line() + wanted.response(), row.entry());
        begun.set(bit(response.line()));
        compared.set(bit(response.line()));
        var other = stored(List.of(response)).get(OperationCopy.id(source, response.line()));
        return other != null && StoredRow.of(source, response).differences(other).isEmpty();
    }

    /** Whether a response belongs to a request of before, which is not remembered or came before the lines that are looked at. */
    private boolean isAnswerToEarlier(StoredRow wanted) throws SQLException {
        if (wanted.response() == null || wanted.response() != 0 || wanted.vaultRequest() == null) {
            return false;
        }
        for (var found : ofRequest(wanted.vaultRequest())) {
            if (OperationCopy.source(found.id()) == source && found.response() != null && found.id() + found.response() == wanted.id()) {
                var differences = new ArrayList<>(wanted.differences(found));
                differences.removeAll(List.of("number", "time", "duration", "response"));
                if (differences.isEmpty()) {
                    begun.clear(bit(OperationCopy.line(wanted.id())));
                    if (OperationCopy.line(found.id()) >= first) {
                        compared.set(bit(OperationCopy.line(found.id())));
                    }
                    return true;
                }
            }
        }
        return before != null && wanted.at().isBefore(before.plus(SourceState.ANSWERS_WITHIN)) && ofRequest(wanted.vaultRequest()).isEmpty();
    }

    private String missing(StoredRow wanted) throws SQLException {
        var elsewhere = wanted.vaultRequest() == null ? List.<StoredRow>of() : ofRequest(wanted.vaultRequest());
        return elsewhere.isEmpty() ? "The operation of this line is missing in the table."
                : "The operation of this line is not as the line has it: %s.".formatted(String.join(", ", wanted.differences(elsewhere.getFirst())));
    }

    private List<StoredRow> ofRequest(UUID request) throws SQLException {
        var found = new ArrayList<StoredRow>();
        try (var statement = connection.prepareStatement(StoredRow.SELECT + "from audit_operation o " + StoredRow.JOINS + " where o.vault_request = ?")) {
            statement.setObject(1, request);
            try (var result = statement.executeQuery()) {
                while (result.next()) {
                    found.add(StoredRow.of(result));
                }
            }
        }
        return found;
    }

    /** Whether an operation begins with a line. */
    boolean begins(long line) {
        return begun.get(bit(line));
    }

    /** How many rows were compared. */
    long count() {
        return compared.cardinality();
    }

    /** Of the operations; null when there was none. */
    @Nullable Instant earliest() {
        return earliest;
    }

    Instant latest() {
        return latest;
    }
}
