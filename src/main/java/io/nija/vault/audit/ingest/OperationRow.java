package io.nija.vault.audit.ingest;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

/** One operation on its way into the table: a request, and its response once that has been read. */
final class OperationRow {

    /** By which the table names what many rows have: see {@link Names}. */
    record Numbers(int classId, int user, int address, int path, @Nullable Integer error) {
    }

    private final long line;
    private final Instant at;
    private @Nullable LogEntry entry;
    private @Nullable Integer response;
    private @Nullable Duration duration;
    private @Nullable OperationRow before;
    private @Nullable Numbers numbers;

    /** @param line the number of the request's line in its source; of the response's, when there is no request */
    OperationRow(long line, LogEntry entry) {
        this(line, entry.time());
        this.entry = entry;
        response = entry.response() ? 0 : null;
    }

    /** One that is in the table already, without a response. */
    OperationRow(long line, Instant at, Numbers numbers) {
        this.line = line;
        this.at = at;
        this.numbers = numbers;
    }

    private OperationRow(long line, Instant at) {
        this.line = line;
        this.at = at;
    }

    void answer(LogEntry answer, long answerLine) {
        entry = answer;
        response = Math.toIntExact(answerLine - line);
        // From the time as the table has it, so that it is the same when another reader has taken over meanwhile.
        duration = Duration.between(at.truncatedTo(ChronoUnit.MICROS), answer.time());
    }

    /** What becomes of this one, which may be on its way into the table at the moment, by a response in a later batch. */
    OperationRow answered(LogEntry answer, long answerLine) {
        var row = new OperationRow(line, at);
        row.answer(answer, answerLine);
        row.before = this;
        return row;
    }

    /** The one whose place it takes in the table. */
    OperationRow before() {
        if (before == null) {
            throw new IllegalStateException("It is a new one");
        }
        return before;
    }

    long line() {
        return line;
    }

    Instant at() {
        return at;
    }

    LogEntry entry() {
        if (entry == null) {
            throw new IllegalStateException("Only its number is known");
        }
        return entry;
    }

    @Nullable Integer response() {
        return response;
    }

    /** Microseconds; the longest that fits when it was longer than half an hour. */
    @Nullable Integer duration() {
        return duration == null ? null : (int) Math.clamp(duration.toNanos() / 1000, 0, Integer.MAX_VALUE);
    }

    /** Once {@link Names} has given it some. */
    Numbers numbers() {
        if (numbers == null) {
            throw new IllegalStateException("It has no numbers yet");
        }
        return numbers;
    }

    void numbers(Numbers numbers) {
        this.numbers = numbers;
    }
}
