package io.nija.vault.audit.integrity;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.nija.vault.audit.ingest.FullRow;
import io.nija.vault.audit.ingest.Replay;
import io.nija.vault.audit.lines.OperationId;
import org.jspecify.annotations.Nullable;

/**
 * Tells rows that may rightly be otherwise than their lines say: a reader that began anew has forgotten requests of more
 * than an hour before, whose responses became operations of their own; and a verification that begins later than the source
 * does not know the requests before, to which the first responses belong; those requests may even be archived.
 */
final class LateAnswers {

    private static final List<String> OF_THE_REQUEST = List.of("number", "time", "duration", "response");

    private final StoredRows rows;
    private final LoneLines lines;
    private final BegunLines begun;
    private final @Nullable Instant dropped;

    /** @param dropped operations of before that time have gone; null when none have */
    LateAnswers(StoredRows rows, LoneLines lines, BegunLines begun, @Nullable Instant dropped) {
        this.rows = rows;
        this.lines = lines;
        this.begun = begun;
        this.dropped = dropped;
    }

    /**
     * Whether an operation's row may be what it is. The lines that begin an operation are corrected accordingly.
     *
     * @param wanted as the lines say
     * @param found  as the table has it; null when it does not
     */
    boolean explain(FullRow wanted, @Nullable FullRow found) throws SQLException {
        return found != null && isOneOfTwo(wanted, found) || isAnswerToEarlier(wanted);
    }

    /** Whether request and response are an operation each in the table. */
    private boolean isOneOfTwo(FullRow wanted, FullRow found) throws SQLException {
        if (found.response() != null || wanted.response() == null || wanted.response() == 0) {
            return false;
        }
        var request = lines.operation(wanted.line());
        var response = lines.operation(wanted.line() + wanted.response());
        if (request == null || response == null || !request.differences(found).isEmpty()) {
            return false;
        }
        begun.add(response);
        begun.markCompared(response.line());
        var other = rows.like(List.of(response)).get(response.id());
        return other != null && response.differences(other).isEmpty();
    }

    /** Whether a response belongs to a request of before, which is not remembered or came before the lines that are looked at. */
    private boolean isAnswerToEarlier(FullRow wanted) throws SQLException {
        if (wanted.response() == null || wanted.response() != 0 || wanted.vaultRequest() == null) {
            return false;
        }
        var ofRequest = rows.ofRequest(wanted.vaultRequest());
        for (var found : ofRequest) {
            if (OperationId.source(found.id()) == wanted.source() && found.response() != null && found.id() + found.response() == wanted.id()) {
                var differences = new ArrayList<>(wanted.differences(found));
                differences.removeAll(OF_THE_REQUEST);
                if (differences.isEmpty()) {
                    begun.remove(wanted.line());
                    begun.markCompared(found.line());
                    return true;
                }
            }
        }
        return dropped != null && wanted.at().isBefore(dropped.plus(Replay.ANSWERS_WITHIN)) && ofRequest.isEmpty();
    }
}
