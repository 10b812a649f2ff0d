package io.nija.vault.audit.lines;

import java.util.Arrays;

/** The lines of a stored run, in one text. */
public final class RunLines {

    private final byte[] text;
    private final int[] starts;
    private final int[] lengths;

    /** @param text each line with its end */
    public RunLines(byte[] text) {
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

    public int count() {
        return starts.length;
    }

    /** All of them, each with its end. */
    public byte[] text() {
        return text;
    }

    /** Where in the text some of them begin. */
    public int[] starts(int from, int to) {
        return Arrays.copyOfRange(starts, from, to);
    }

    /** How long they are, without their ends. */
    public int[] lengths(int from, int to) {
        return Arrays.copyOfRange(lengths, from, to);
    }

    public void addTo(HashChain chain, int line) {
        chain.add(text, starts[line], lengths[line]);
    }

    public byte[] line(int line) {
        return Arrays.copyOfRange(text, starts[line], starts[line] + lengths[line]);
    }
}
