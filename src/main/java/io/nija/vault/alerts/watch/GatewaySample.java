package io.nija.vault.alerts.watch;

import java.util.Arrays;
import java.util.Collection;

/**
 * How the gateway answered in some time.
 *
 * @param errors how many answers said that it failed itself
 * @param within how many took at most as long as each of {@link #LIMITS}
 */
record GatewaySample(long requests, long errors, long[] within) {

    /** Milliseconds. The setting {@code management.metrics.distribution.slo.http.server.requests} has the same. */
    static final long[] LIMITS = { 5, 10, 25, 50, 75, 100, 150, 250, 500, 1000, 2500, 5000 };

    static final GatewaySample NONE = new GatewaySample(0, 0, new long[LIMITS.length]);

    static GatewaySample sum(Collection<GatewaySample> samples) {
        return samples.stream().reduce(NONE, GatewaySample::plus);
    }

    GatewaySample plus(GatewaySample other) {
        var sum = new long[LIMITS.length];
        Arrays.setAll(sum, i -> within[i] + other.within[i]);
        return new GatewaySample(requests + other.requests, errors + other.errors, sum);
    }

    GatewaySample minus(GatewaySample earlier) {
        var rest = new long[LIMITS.length];
        Arrays.setAll(rest, i -> within[i] - earlier.within[i]);
        return new GatewaySample(requests - earlier.requests, errors - earlier.errors, rest);
    }

    double percentErrors() {
        return requests == 0 ? 0 : 100.0 * errors / requests;
    }

    /** By how many milliseconds 99 of 100 were answered, as if those between two limits were spread evenly; the last limit for more. */
    double p99() {
        double wanted = requests * 0.99;
        for (int i = 0; i < LIMITS.length; i++) {
            if (within[i] >= wanted) {
                long below = i == 0 ? 0 : within[i - 1];
                double from = i == 0 ? 0 : LIMITS[i - 1];
                return within[i] == below ? LIMITS[i] : from + (LIMITS[i] - from) * (wanted - below) / (within[i] - below);
            }
        }
        return requests == 0 ? 0 : LIMITS[LIMITS.length - 1];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GatewaySample sample && requests == sample.requests && errors == sample.errors && Arrays.equals(within, sample.within);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(requests) * 31 + Arrays.hashCode(within);
    }

    @Override
    public String toString() {
        return requests + " requests, " + errors + " errors, " + Arrays.toString(within);
    }
}
