package io.nija.vault.audit.integrity;

import java.time.Instant;
import java.util.BitSet;

import io.nija.vault.audit.ingest.FullRow;
import org.jspecify.annotations.Nullable;

/** Which lines of a source begin an operation, and of which of these the row was compared: two bits a line. */
final class BegunLines {

    private final long first;
    private final BitSet begun = new BitSet();
    private final BitSet compared = new BitSet();
    private @Nullable Instant earliest;

    /** @param first the number of the first line that is looked at */
    BegunLines(long first) {
        this.first = first;
    }

    private int bit(long line) {
        return Math.toIntExact(line - first);
    }

    void add(FullRow operation) {
        begun.set(bit(operation.line()));
        earliest = earliest == null || operation.at().isBefore(earliest) ? operation.at() : earliest;
    }

    /** A line belongs to an operation that began before, although that could not be told from the lines. */
    void remove(long line) {
        begun.clear(bit(line));
    }

    /** The row of the operation that a line begins is as it should be. Lines before the first one are passed over. */
    void markCompared(long line) {
        if (line >= first) {
            compared.set(bit(line));
        }
    }

    boolean contains(long line) {
        return begun.get(bit(line));
    }

    /** The next line, from one on, whose operation was not compared; -1 when all are. */
    long nextToCompare(long from) {
        int bit = begun.nextSetBit(bit(from));
        while (bit >= 0 && compared.get(bit)) {
            bit = begun.nextSetBit(bit + 1);
        }
        return bit < 0 ? -1 : first + bit;
    }

    /** How many rows were compared. */
    long comparedRows() {
        return compared.cardinality();
    }

    /** When the first operation was; null when there was none. */
    @Nullable Instant earliest() {
        return earliest;
    }
}
