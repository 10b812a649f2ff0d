package io.nija.vault.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The nodes' figures over time. Methods that ask the database throw {@link org.springframework.dao.DataAccessException} when
 * it does not answer.
 */
public interface ClusterMetrics {

    record Point(Instant at, double value) {
    }

    /** @param points oldest first; a step without one was not sampled */
    record Series(String node, List<Point> points) {
    }

    /** @param series by figure, a series a node, in the order of their names */
    record History(Instant from, Instant to, MetricRange range, Map<Metric, List<Series>> series) {
    }

    /** Up to now. */
    History history(MetricRange range);

    /** The worst p99 that any node told, in milliseconds; empty when there was no request. */
    OptionalDouble worstLatency(Instant from, Instant to);

    /** Calls the listener, on another thread, after each sample. @return what ends that */
    Runnable onSample(Runnable listener);
}
