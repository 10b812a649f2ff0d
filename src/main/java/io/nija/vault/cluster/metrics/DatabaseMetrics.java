package io.nija.vault.cluster.metrics;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.nija.vault.cluster.ClusterMetrics;
import io.nija.vault.cluster.Metric;
import io.nija.vault.cluster.MetricRange;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The figures as they are in the database. */
@Component
class DatabaseMetrics implements ClusterMetrics {

    /** A column for each figure, drawn together to the steps that are shown. */
    private static final String COLUMNS = Stream.of(Metric.values())
            .map(metric -> (metric == Metric.P99 ? "max(%1$s) %1$s" : "avg(%1$s) %1$s").formatted(column(metric))).collect(Collectors.joining(", "));

    private final JdbcClient database;
    private final Samples samples;

    DatabaseMetrics(JdbcClient database, Samples samples) {
        this.database = database;
        this.samples = samples;
    }

    private static String column(Metric metric) {
        return metric.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public History history(MetricRange range) {
        var to = Instant.now();
        var from = to.minus(range.length());
        var found = new EnumMap<Metric, Map<String, List<Point>>>(Metric.class);
        database.sql("""
                select node, date_bin(make_interval(secs => :step), at, 'epoch') step, %s from cluster_sample
                where seconds = :seconds and at >= :from and at < :to group by node, step order by step""".formatted(COLUMNS))
                .param("step", range.step().toSeconds()).param("seconds", range.seconds())
                .param("from", Timestamp.from(from)).param("to", Timestamp.from(to)).query(row -> {
                    for (var metric : Metric.values()) {
                        add(row, metric, found.computeIfAbsent(metric, any -> new TreeMap<>()));
                    }
                });
        var series = new EnumMap<Metric, List<Series>>(Metric.class);
        found.forEach((metric, nodes) -> series.put(metric, nodes.entrySet().stream().map(node -> new Series(node.getKey(), node.getValue())).toList()));
        return new History(from, to, range, series);
    }

    private static void add(ResultSet row, Metric metric, Map<String, List<Point>> nodes) throws SQLException {
        double value = row.getDouble(column(metric));
        if (!row.wasNull()) {
            nodes.computeIfAbsent(row.getString("node"), any -> new ArrayList<>()).add(new Point(row.getTimestamp("step").toInstant(), value));
        }
    }

    /** Of the finest samples that are kept for so long. */
    @Override
    public OptionalDouble worstLatency(Instant from, Instant to) {
        var range = Stream.of(MetricRange.DAY, MetricRange.MONTH).filter(one -> !from.isBefore(Instant.now().minus(one.length()).minusSeconds(60)))
                .findFirst().orElse(MetricRange.YEAR);
        return database.sql("select max(p99) from cluster_sample where seconds = ? and at >= ? and at < ?")
                .param(range.seconds()).param(Timestamp.from(from)).param(Timestamp.from(to))
                .query((row, number) -> {
                    double value = row.getDouble(1);
                    return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
                }).single();
    }

    @Override
    public Runnable onSample(Runnable listener) {
        return samples.onSample(listener);
    }
}
