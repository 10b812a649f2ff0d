package io.nija.vault.gateway.level;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.LongStream;

import org.jspecify.annotations.Nullable;

/** Times by how many took no longer than each of some bounds, which can be added up over hours and consoles. */
final class Latencies {

    /** In milliseconds, close to each other where the promise is; what took longer than the last counts beyond it. */
    private static final long[] BOUNDS = { 1, 2, 3, 5, 7, 10, 15, 20, 30, 40, 50, 60, 70, 80, 90, 100, 120, 150, 200, 300, 500, 1000, 2000, 5000 };

    static final int COUNTS = BOUNDS.length + 1;

    private final AtomicLongArray counts = new AtomicLongArray(COUNTS);

    void add(Duration took) {
        int place = 0;
        while (place < BOUNDS.length && took.compareTo(Duration.ofMillis(BOUNDS[place])) > 0) {
            place++;
        }
        counts.incrementAndGet(place);
    }

    /** What there is since it was last taken. */
    long[] take() {
        return LongStream.range(0, COUNTS).map(i -> counts.getAndSet((int) i, 0)).toArray();
    }

    /** Puts back what was taken. */
    void giveBack(long[] taken) {
        for (int i = 0; i < COUNTS; i++) {
            counts.addAndGet(i, taken[i]);
        }
    }

    /**
     * The time that 99 % took at most, taken evenly between two bounds.
     *
     * @return null of none; the last bound when it lies beyond that
     */
    static @Nullable Duration p99(long[] counts) {
        double rank = LongStream.of(counts).sum() * 0.99;
        if (rank == 0) {
            return null;
        }
        double before = 0;
        for (int i = 0; i < BOUNDS.length; i++) {
            if (before + counts[i] >= rank) {
                double from = i == 0 ? 0 : BOUNDS[i - 1];
                return Duration.ofNanos((long) ((from + (BOUNDS[i] - from) * (rank - before) / counts[i]) * 1e6));
            }
            before += counts[i];
        }
        return Duration.ofMillis(BOUNDS[BOUNDS.length - 1]);
    }
}
