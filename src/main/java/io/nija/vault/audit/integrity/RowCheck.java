package io.nija.vault.audit.integrity;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

import io.nija.vault.audit.ingest.FullRow;
import io.nija.vault.audit.ingest.Replay;
import io.nija.vault.audit.ingest.Replay.Part;
import io.nija.vault.audit.lines.OperationId;
import io.nija.vault.audit.lines.StoredLines;
import io.nija.vault.audit.lines.WrongException;
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

    private final int source;
    private final long first;
    private final @Nullable Instant before;
    private final Replay replay;
    private final StoredRows rows;
    private final StoredLines lines;
    private final List<FullRow> waiting = new ArrayList<>();
    private final BitSet begun = new BitSet();
    private final BitSet compared = new BitSet();
    private @Nullable Instant earliest;
    private Instant latest = Instant.EPOCH;

    /**
     * @param first  the number of the first line
     * @param before operations of before that time have been dropped; null when none were
     */
    RowCheck(Connection connection, int source, long first, @Nullable Instant before, Replay replay) {
        rows = new StoredRows(connection);
        this.source = source;
        this.first = first;
        this.before = before;
        this.replay = replay;
        lines = new StoredLines(JdbcClient.create(new SingleConnectionDataSource(connection, true)));
    }

    void add(Part part) throws SQLException, WrongException {
        for (var row : part.begun()) {
            begun.set(bit(row.line()));
            earliest = earliest == null || row.at().isBefore(earliest) ? row.at() : earliest;
            latest = row.at().isAfter(latest) ? row.at() : latest;
            if (row.response() != null || row.vaultRequest() == null) {
                add(row);
            }
        }
        for (var row : part.answered()) {
            add(row);
        }
    }

    private void add(FullRow row) throws SQLException, WrongException {
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
                var row = alone(first + bit);
                if (row != null) {
                    add(row);
                }
            }
        }
        compare();
    }

    private @Nullable FullRow alone(long line) {
        var text = lines.line(OperationId.of(source, line), 0);
        return text == null ? null : replay.alone(line, text.getBytes(StandardCharsets.UTF_8));
    }

    private void compare() throws SQLException, WrongException {
        if (waiting.isEmpty()) {
            return;
        }
        var stored = rows.like(waiting);
        for (var wanted : waiting) {
            var found = stored.get(wanted.id());
            if (found == null && before != null && wanted.at().isBefore(before)) {
                compared.set(bit(wanted.line()));
                continue;
            }
            var differences = found == null ? List.<String>of() : wanted.differences(found);
            if ((found == null || !differences.isEmpty()) && !isOneOfTwo(wanted, found) && !isAnswerToEarlier(wanted)) {
                throw new WrongException(wanted.line(), wanted.at(), found == null ? missing(wanted)
                        : "The operation of this line is not as the line has it: %s.".formatted(String.join(", ", differences)));
            }
            compared.set(bit(wanted.line()));
        }
        waiting.clear();
    }

    /** Whether request and response are an operation each in the table. */
    private boolean isOneOfTwo(FullRow wanted, @Nullable FullRow found) throws SQLException {
        if (found == null || found.response() != null || wanted.response() == null || wanted.response() == 0) {
            return false;
        }
        var request = alone(wanted.line());
        var response = alone(wanted.line() + wanted.response());
        if (request == null || response == null || !request.differences(found).isEmpty()) {
            return false;
        }
        begun.set(bit(response.line()));
        compared.set(bit(response.line()));
        var other = rows.like(List.of(response)).get(response.id());
        return other != null && response.differences(other).isEmpty();
    }

    /** Whether a response belongs to a request of before, which is not remembered or came before the lines that are looked at. */
    private boolean isAnswerToEarlier(FullRow wanted) throws SQLException {
        if (wanted.response() == null || wanted.response() != 0 || wanted.vaultRequest() == null) {
            return false;
        }
        for (var found : rows.ofRequest(wanted.vaultRequest())) {
            if (OperationId.source(found.id()) == source && found.response() != null && found.id() + found.response() == wanted.id()) {
                var differences = new ArrayList<>(wanted.differences(found));
                differences.removeAll(List.of("number", "time", "duration", "response"));
                if (differences.isEmpty()) {
                    begun.clear(bit(OperationId.line(wanted.id())));
                    if (OperationId.line(found.id()) >= first) {
                        compared.set(bit(OperationId.line(found.id())));
                    }
                    return true;
                }
            }
        }
        return before != null && wanted.at().isBefore(before.plus(Replay.ANSWERS_WITHIN)) && rows.ofRequest(wanted.vaultRequest()).isEmpty();
    }

    private String missing(FullRow wanted) throws SQLException {
        var elsewhere = wanted.vaultRequest() == null ? List.<FullRow>of() : rows.ofRequest(wanted.vaultRequest());
        return elsewhere.isEmpty() ? "The operation of this line is missing in the table."
                : "The operation of this line is not as the line has it: %s.".formatted(String.join(", ", wanted.differences(elsewhere.getFirst())));
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
