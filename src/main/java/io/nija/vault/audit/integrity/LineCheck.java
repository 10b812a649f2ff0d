package io.nija.vault.audit.integrity;

import java.time.Instant;
import java.util.Arrays;

import io.nija.vault.audit.ingest.Replay;
import io.nija.vault.audit.ingest.Replay.Part;
import io.nija.vault.audit.lines.HashChain;
import io.nija.vault.audit.lines.NotAsReadException;
import io.nija.vault.audit.lines.RunLines;
import io.nija.vault.audit.lines.StoredRun;
import org.jspecify.annotations.Nullable;

/**
 * Makes the hash chain over stored lines anew, and says of which line on it is another one. A changed line can be told from
 * one that is missing, was put in or was moved, as eight bytes of each line's hash are kept in a block; of the few latest
 * lines, which are not in a block yet, it can only be told that one of so many is wrong.
 */
final class LineCheck {

    private final Replay replay;
    private @Nullable StoredRun lastOfTail;

    LineCheck(Replay replay) {
        this.replay = replay;
    }

    /** Whether the run goes on where the one before ended. */
    void begin(StoredRun run) throws NotAsReadException {
        if (run.firstLine() > replay.lines()) {
            throw new NotAsReadException(replay.lines(), run.at(), "This line and the %,d after it are missing.".formatted(run.firstLine() - replay.lines() - 1));
        }
        if (run.firstLine() < replay.lines()) {
            throw new NotAsReadException(run.firstLine(), run.at(), "From this line on, %,d lines are kept a second time.".formatted(run.lines()));
        }
        expect(run.previous(), run.firstLine(), run.at());
        lastOfTail = run.head() == null ? run : null;
    }

    /** Whether the hash so far is what somebody else has it to be. */
    private void expect(byte[] hash, long line, Instant at) throws NotAsReadException {
        if (!Arrays.equals(hash, replay.head())) {
            throw lastOfTail == null ? new NotAsReadException(line, at, "The hash that the table keeps of the lines up to here was altered.")
                    : new NotAsReadException(lastOfTail.firstLine(), lastOfTail.at(),
                            "This line or one of the %,d after it is not as it was read.".formatted(Math.max(0, replay.lines() - lastOfTail.firstLine() - 1)));
        }
    }

    /**
     * Goes over some lines of the run.
     *
     * @return what they make
     */
    Part lines(StoredRun run, RunLines lines, int from, int to) throws NotAsReadException {
        var previous = replay.head();
        var part = replay.read(lines, from, to);
        var kept = run.hashes();
        if (kept != null) {
            for (int i = from; i < to; i++) {
                int at = i * HashChain.KEPT;
                int made = (i - from) * HashChain.KEPT;
                if (at + HashChain.KEPT > kept.length || !Arrays.equals(kept, at, at + HashChain.KEPT, part.hashes(), made, made + HashChain.KEPT)) {
                    throw wrong(run, lines, i, before(lines, from, i, previous));
                }
            }
        }
        return part;
    }

    private static HashChain before(RunLines lines, int from, int line, byte[] previous) {
        var chain = new HashChain(previous);
        for (int i = from; i < line; i++) {
            lines.addTo(chain, i);
        }
        return chain;
    }

    private NotAsReadException wrong(StoredRun run, RunLines lines, int line, HashChain before) {
        long number = run.firstLine() + line;
        var at = time(run, lines, line);
        int surplus = lines.count() - run.lines();
        if (surplus < 0) {
            return new NotAsReadException(number, at, "This line is missing%s.".formatted(surplus == -1 ? "" : ", or one after it: %,d are".formatted(-surplus)));
        }
        int real = place(run, lines, line, before);
        if (surplus > 0) {
            return new NotAsReadException(number, at, real > line || line >= run.lines() ? "This line was put in: it was never read." : "This line is not as it was read.");
        }
        return new NotAsReadException(number, at, real > line ? "This line was moved: the one that belongs here stands %,d further down.".formatted(real - line)
                : "This line is not as it was read.");
    }

    /** When a line was written; the run's time for one that is not there or cannot be understood. */
    private Instant time(StoredRun run, RunLines lines, int line) {
        var operation = line < lines.count() ? replay.alone(run.firstLine() + line, lines.line(line)) : null;
        return operation == null ? run.at() : operation.at();
    }

    /** Where the line stands that belongs at a place; -1 when it is not in the run. */
    private static int place(StoredRun run, RunLines lines, int line, HashChain before) {
        var kept = run.hashes();
        int at = line * HashChain.KEPT;
        if (kept == null || at + HashChain.KEPT > kept.length) {
            return -1;
        }
        var made = new byte[HashChain.KEPT];
        for (int i = line; i < lines.count(); i++) {
            var chain = new HashChain(before.head());
            lines.addTo(chain, i);
            chain.keep(made, 0);
            if (Arrays.equals(kept, at, at + HashChain.KEPT, made, 0, HashChain.KEPT)) {
                return i;
            }
        }
        return -1;
    }

    /** When all lines of the run have been gone over. */
    void end(StoredRun run, RunLines lines) throws NotAsReadException {
        long next = run.firstLine() + lines.count();
        if (lines.count() < run.lines()) {
            throw new NotAsReadException(next, run.at(), "This line is missing%s.".formatted(run.lines() - lines.count() == 1 ? ""
                    : ", and the %,d after it".formatted(run.lines() - lines.count() - 1)));
        }
        if (lines.count() > run.lines()) {
            throw new NotAsReadException(run.firstLine() + run.lines(), run.at(), "This line was put in, or one before it: it was never read.");
        }
        var head = run.head();
        if (head != null) {
            expect(head, next - 1, run.at());
        }
    }

    /** When there are no more runs: whether it is where the reading stands. */
    void end(long lines, byte[] head) throws NotAsReadException {
        if (replay.lines() < lines) {
            throw new NotAsReadException(replay.lines(), null, "This line and the %,d after it, the latest ones, are missing.".formatted(lines - replay.lines() - 1));
        }
        if (replay.lines() > lines) {
            throw new NotAsReadException(lines, null, "From this line on, lines were put in that were never read.");
        }
        expect(head, Math.max(0, lines - 1), Instant.now());
    }
}
