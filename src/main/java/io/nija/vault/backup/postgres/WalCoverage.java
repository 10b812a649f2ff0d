package io.nija.vault.backup.postgres;

import java.time.Instant;
import java.util.ArrayDeque;

import org.jspecify.annotations.Nullable;

/** Up to when everything that was committed is archived. */
final class WalCoverage {

    private final ArrayDeque<WalCloser.Mark> waiting = new ArrayDeque<>();
    private long stored;
    private @Nullable Instant until;

    /** @param stored how far is archived at the beginning */
    WalCoverage(long stored) {
        this.stored = stored;
    }

    synchronized void closed(WalCloser.Mark mark) {
        waiting.add(mark);
        advance();
    }

    synchronized void stored(long lsn) {
        stored = lsn;
        advance();
    }

    private void advance() {
        while (!waiting.isEmpty() && Long.compareUnsigned(waiting.peek().lsn(), stored) <= 0) {
            until = waiting.remove().time();
        }
    }

    synchronized long stored() {
        return stored;
    }

    /** Null as long as it is not known. */
    synchronized @Nullable Instant until() {
        return until;
    }
}
