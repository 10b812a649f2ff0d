package io.nija.vault.gateway;

import java.time.Duration;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

import org.jspecify.annotations.Nullable;

/**
 * How well keys could be retrieved in a span of time.
 *
 * @param answered retrievals with an answer, be it that there is no such key; what the caller did wrong counts nowhere
 * @param failed   retrievals that ended with a status of 500 or more
 * @param p99      the time that 99 % of both took at most; null when there were none
 * @param looks    how often it was looked at whether Vault could serve
 * @param served   how often it could
 */
public record ServiceLevel(long answered, long failed, @Nullable Duration p99, long looks, long served) {

    /** What the architecture document promises: 99.99 %. */
    public static final double AVAILABILITY = 0.9999;
    /** What the architecture document promises. */
    public static final Duration P99 = Duration.ofMillis(100);

    /** Between 0 and 1, the worse of retrievals that were answered and looks at which Vault could serve; empty without any. */
    public OptionalDouble availability() {
        return DoubleStream.concat(share(answered, answered + failed), share(served, looks)).min();
    }

    private static DoubleStream share(long good, long all) {
        return all == 0 ? DoubleStream.empty() : DoubleStream.of((double) good / all);
    }

    /** What is left of the failures that the promise allows: 1 for all, 0 for none, less than 0 when it is broken. */
    public OptionalDouble budgetLeft() {
        var availability = availability();
        return availability.isEmpty() ? availability : OptionalDouble.of(1 - (1 - availability.getAsDouble()) / (1 - AVAILABILITY));
    }

    public boolean isFast() {
        return p99 == null || p99.compareTo(P99) <= 0;
    }
}
