package io.nija.vault.cluster.metrics;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import io.nija.vault.cluster.watch.Figures;
import io.nija.vault.cluster.watch.Readings;
import org.jspecify.annotations.Nullable;

/** Makes rates of counters. After a restart a counter begins anew: what it has counted since then is what came about. */
final class Rates {

    /** Farther apart, a rate would hide what went on between. */
    private static final Duration LONGEST = Readings.TICK.multipliedBy(5).dividedBy(2);

    private final Map<URI, Figures> before = new HashMap<>();

    /** A second; null when there is nothing to compare with. */
    record Rate(@Nullable Double requests, @Nullable Double logins) {
    }

    /** Since the last call for that node. */
    Rate of(URI node, Figures now) {
        var last = before.put(node, now);
        if (last == null || !last.at().isBefore(now.at()) || Duration.between(last.at(), now.at()).compareTo(LONGEST) > 0) {
            return new Rate(null, null);
        }
        return new Rate(rate(last, now, Figures::requests), rate(last, now, Figures::logins));
    }

    private static double rate(Figures last, Figures now, ToDoubleFunction<Figures> counter) {
        boolean restarted = last.started() != null && now.started() != null && now.started().isAfter(last.started());
        double increase = counter.applyAsDouble(now) - counter.applyAsDouble(last);
        double counted = restarted || increase < 0 ? counter.applyAsDouble(now) : increase;
        return counted * 1000 / Duration.between(last.at(), now.at()).toMillis();
    }
}
