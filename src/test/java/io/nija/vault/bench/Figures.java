package io.nija.vault.bench;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

import io.nija.vault.bench.Figure.Goal;
import io.nija.vault.bench.OurGateway.Cache;

/** The figures to be reached, each out of what was measured in the same run. */
final class Figures {

    /** The number of connections at which they are taken. */
    static final int CONNECTIONS = 16;

    private static final ToDoubleFunction<Measurement> PER_SECOND = m -> m.load().perSecond();
    private static final ToDoubleFunction<Measurement> P99 = m -> m.load().p99();

    private final Results results;

    Figures(Results results) {
        this.results = results;
    }

    List<Figure> all() {
        var plain = steady(Cache.NONE.subject);
        var peer = steady(PeerGateway.SUBJECT);
        var vault = steady(Course.VAULT_ALONE);
        return List.of(
                figure("requests/s without cache, to the document's gateway", ratio(plain, peer, PER_SECOND), " ×", Goal.AT_LEAST, 4),
                figure("requests/s without cache, to the vault read directly", ratio(plain, vault, PER_SECOND), " ×", Goal.AT_LEAST, 0.6),
                figure("requests/s with the memory cache, to the vault read directly",
                        ratio(steady(Cache.MEMORY.subject), vault, PER_SECOND), " ×", Goal.AT_LEAST, 2),
                figure("p99 without cache, to the document's gateway", ratio(plain, peer, P99), " ×", Goal.AT_MOST, 0.6),
                figure("p99 of a batch of 20 without cache", of(plainly(Course.BATCHES), P99), " ms", Goal.UNDER, 24),
                figure("p99 of the first call with a new JWT, to a warm call", ratio(plainly(Course.FIRST_READS), plain, P99), " ×", Goal.UNDER, 3),
                figure("cost of a call with 100,000 users, to 200 users", growth(), " ×", Goal.AT_MOST, 1.15),
                figure("p99 in the first 10 s after the gateway is ready, the worst start", worstStart(), " ms", Goal.UNDER, 100));
    }

    private Optional<Measurement> steady(String subject) {
        return results.find(subject, Course.READS, CONNECTIONS).filter(m -> !m.failed());
    }

    private Optional<Measurement> plainly(String what) {
        return results.find(Cache.NONE.subject, what, CONNECTIONS).filter(m -> !m.failed());
    }

    private static double ratio(Optional<Measurement> ours, Optional<Measurement> theirs, ToDoubleFunction<Measurement> part) {
        return of(ours, part) / of(theirs, part);
    }

    private static double of(Optional<Measurement> measurement, ToDoubleFunction<Measurement> part) {
        return measurement.isPresent() ? part.applyAsDouble(measurement.get()) : Double.NaN;
    }

    /** The worse of CPU seconds, those of the vault and the database included, and of the median time. */
    private double growth() {
        var few = plainly(Course.READS_OF_FEW);
        var many = plainly(Course.READS_OF_MANY);
        return Math.max(ratio(many, few, Measurement::cpuOfAll), ratio(many, few, m -> m.load().p50()));
    }

    private double worstStart() {
        var starts = results.findAll(Course.START);
        return starts.isEmpty() || starts.stream().anyMatch(Measurement::failed) ? Double.NaN
                : starts.stream().mapToDouble(P99).max().getAsDouble();
    }

    private Figure figure(String name, double measured, String unit, Goal goal, double limit) {
        return new Figure(name, measured, unit, goal, limit, whyNot(name));
    }

    private String whyNot(String name) {
        if (name.endsWith(PeerGateway.SUBJECT) && steady(PeerGateway.SUBJECT).isEmpty() && !PeerGateway.isThere()) {
            return "not there";
        }
        return results.anyFailed() ? "failed or left out" : "left out";
    }
}
