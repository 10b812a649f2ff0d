package io.nija.vault.audit.integrity;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.nija.vault.audit.ingest.FullRow;
import io.nija.vault.audit.ingest.Replay;
import io.nija.vault.audit.ingest.Replay.Part;
import io.nija.vault.audit.lines.NotAsReadException;
import org.jspecify.annotations.Nullable;

/**
 * Compares operations that were made anew from their lines with the rows of the table, many at a time. It marks the lines
 * that begin one, so that what the table has beyond them can be found afterwards.
 */
final class RowCheck {

    private static final int AT_ONCE = 1000;

    private final long first;
    private final @Nullable Instant dropped;
    private final StoredRows rows;
    private final LoneLines lines;
    private final BegunLines begun;
    private final LateAnswers late;
    private final List<FullRow> waiting = new ArrayList<>();

    RowCheck(Connection connection, Extent extent, Replay replay, BegunLines begun) {
        first = extent.first();
        dropped = extent.dropped();
        rows = new StoredRows(connection);
        lines = new LoneLines(connection, extent.source(), replay);
        this.begun = begun;
        late = new LateAnswers(rows, lines, begun, dropped);
    }

    void add(Part part) throws SQLException, NotAsReadException {
        for (var operation : part.begun()) {
            begun.add(operation);
            if (operation.response() != null || operation.vaultRequest() == null) {
                add(operation);
            }
        }
        for (var operation : part.answered()) {
            add(operation);
        }
    }

    private void add(FullRow operation) throws SQLException, NotAsReadException {
        waiting.add(operation);
        if (waiting.size() >= AT_ONCE) {
            compare();
        }
    }

    /** Compares the rest, which has no response. */
    void end() throws SQLException, NotAsReadException {
        compare();
        for (long line = begun.nextToCompare(first); line >= 0; line = begun.nextToCompare(line + 1)) {
            var operation = lines.operation(line);
            if (operation != null) {
                add(operation);
            }
        }
        compare();
    }

    private void compare() throws SQLException, NotAsReadException {
        if (waiting.isEmpty()) {
            return;
        }
        var stored = rows.like(waiting);
        for (var wanted : waiting) {
            compare(wanted, stored.get(wanted.id()));
            begun.markCompared(wanted.line());
        }
        waiting.clear();
    }

    private void compare(FullRow wanted, @Nullable FullRow found) throws SQLException, NotAsReadException {
        boolean gone = found == null && dropped != null && wanted.at().isBefore(dropped);
        boolean equal = found != null && wanted.differences(found).isEmpty();
        if (!gone && !equal && !late.explain(wanted, found)) {
            throw new NotAsReadException(wanted.line(), wanted.at(), found == null ? missing(wanted) : otherwise(wanted, found));
        }
    }

    private String missing(FullRow wanted) throws SQLException {
        var elsewhere = wanted.vaultRequest() == null ? List.<FullRow>of() : rows.ofRequest(wanted.vaultRequest());
        return elsewhere.isEmpty() ? "The operation of this line is missing in the table." : otherwise(wanted, elsewhere.getFirst());
    }

    private static String otherwise(FullRow wanted, FullRow found) {
        return "The operation of this line is not as the line has it: %s.".formatted(String.join(", ", wanted.differences(found)));
    }
}
