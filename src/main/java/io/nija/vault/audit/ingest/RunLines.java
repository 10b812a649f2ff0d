package io.nija.vault.audit.ingest;

import java.time.Instant;
import java.util.Arrays;

/** The lines of a stored run, in one text. */
final class RunLines {

    private final byte[] text;
    private final int[] starts;
    private final int[] lengths;

    /** @param text each line with its end */
    RunLines(byte[] text) {
        this.text = text;
        int count = 0;
        for (var b : text) {
            if (b == '\n') {
                count++;
            }
        }
        starts = new int[count];
        lengths = new int[count];
        int start = 0;
        for (int i = 0, line = 0; line < count; i++) {
            if (text[i] == '\n') {
                starts[line] = start;
                lengths[line++] = i - start;
                start = i + 1;
            }
        }
    }

    int count() {
        return starts.length;
    }

    Lines part(int from, int to) {
        return new Lines(text, Arrays.copyOfRange(starts, from, to), Arrays.copyOfRange(lengths, from, to), null, "", 0, false);
    }

    void addTo(HashChain chain, int line) {
        chain.add(text, starts[line], lengths[line]);
    }

    byte[] line(int line) {
        return Arrays.copyOfRange(text, starts[line], starts[line] + lengths[line]);
    }

    /** When it was written; the other time for a line that is not there or cannot be understood. */
    Instant time(int line, LogFormat format, Instant otherwise) {
        var entry = line < count() ? format.read(text, starts[line], lengths[line]) : null;
        return entry == null ? otherwise : entry.time();
    }
}
