package io.nija.vault.audit.ingest;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

import com.github.luben.zstd.Zstd;
import io.nija.vault.audit.lines.HashChain;

/** The latest lines of a source, until they are enough for a block. */
final class Tail {

    private static final int ENOUGH_LINES = 2000;
    private static final int ENOUGH_BYTES = 2 << 20;
    private static final Duration LONG_ENOUGH = Duration.ofHours(1);
    private static final int LEVEL = 3;

    private final long firstLine;
    private final byte[] previous;
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private final ByteArrayOutputStream hashes = new ByteArrayOutputStream();
    private Instant begun = Instant.MAX;
    private Instant latest = Instant.EPOCH;

    /**
     * @param firstLine the number of the line that comes next
     * @param previous  the hash of the line before it
     */
    Tail(long firstLine, byte[] previous) {
        this.firstLine = firstLine;
        this.previous = previous.clone();
    }

    /**
     * @param lines  the text of some lines, each with its end
     * @param hashes the kept part of their hashes
     * @param at     the latest time in them
     */
    void add(byte[] lines, byte[] hashes, Instant at) {
        text.writeBytes(lines);
        this.hashes.writeBytes(hashes);
        if (begun.equals(Instant.MAX)) {
            begun = at;
        }
        if (at.isAfter(latest)) {
            latest = at;
        }
    }

    boolean isEnough() {
        return lines() >= ENOUGH_LINES || text.size() >= ENOUGH_BYTES || begun.isBefore(Instant.now().minus(LONG_ENOUGH));
    }

    int lines() {
        return hashes.size() / HashChain.KEPT;
    }

    long firstLine() {
        return firstLine;
    }

    byte[] previous() {
        return previous;
    }

    byte[] hashes() {
        return hashes.toByteArray();
    }

    Instant latest() {
        return latest;
    }

    byte[] compressed() {
        return compress(text.toByteArray());
    }

    static byte[] compress(byte[] text) {
        return Zstd.compress(text, LEVEL);
    }

    static byte[] decompress(byte[] content) {
        return Zstd.decompress(content);
    }

    /** The hash after these lines, and beside it the kept part of each line's. */
    static byte[] hash(HashChain chain, byte[] text) {
        var kept = new ByteArrayOutputStream();
        var one = new byte[HashChain.KEPT];
        for (int from = 0; from < text.length;) {
            int end = from;
            while (text[end] != '\n') {
                end++;
            }
            chain.add(text, from, end - from);
            chain.keep(one, 0);
            kept.writeBytes(one);
            from = end + 1;
        }
        return kept.toByteArray();
    }

    /** A line that never got its end gets one here, or the next would not begin a line. */
    static byte[] withEnd(Lines lines) {
        if (!lines.partial()) {
            return lines.text();
        }
        var text = Arrays.copyOf(lines.text(), lines.text().length + 1);
        text[text.length - 1] = '\n';
        return text;
    }
}
