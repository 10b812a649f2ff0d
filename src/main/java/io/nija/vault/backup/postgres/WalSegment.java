package io.nija.vault.backup.postgres;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A file of write-ahead log, as PostgreSQL cuts and names them.
 *
 * @param timeline 1 at first; each recovery and each promotion begins another
 * @param number   of all WAL that the server ever wrote, counted in segments
 * @param size     in bytes, a power of two
 */
public record WalSegment(int timeline, long number, int size) implements Comparable<WalSegment> {

    /** What the numbers in a name count in. */
    private static final long LOG = 1L << 32;
    private static final Pattern NAME = Pattern.compile("[0-9A-F]{24}");

    /** The segment that holds this place of the WAL. */
    public static WalSegment holding(int timeline, long lsn, int size) {
        return new WalSegment(timeline, Long.divideUnsigned(lsn, size), size);
    }

    /** The segment of that name; empty when it is no such name. */
    public static Optional<WalSegment> named(String name, int size) {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        long log = Long.parseLong(name.substring(8, 16), 16);
        long part = Long.parseLong(name.substring(16), 16);
        return Optional.of(new WalSegment(Integer.parseUnsignedInt(name.substring(0, 8), 16), log * (LOG / size) + part, size));
    }

    /** Such as {@code 000000010000000000000042}. */
    public String name() {
        long parts = LOG / size;
        return String.format(Locale.ROOT, "%08X%08X%08X", timeline, number / parts, number % parts);
    }

    /** Where it begins. */
    public long start() {
        return number * size;
    }

    /** Where the next one begins. */
    public long end() {
        return start() + size;
    }

    public WalSegment next() {
        return new WalSegment(timeline, number + 1, size);
    }

    /** The same place on another timeline. */
    public WalSegment on(int other) {
        return new WalSegment(other, number, size);
    }

    @Override
    public int compareTo(WalSegment other) {
        return timeline == other.timeline ? Long.compare(number, other.number) : Integer.compare(timeline, other.timeline);
    }

    /** The name. */
    @Override
    public String toString() {
        return name();
    }
}
