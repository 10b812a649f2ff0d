package io.nija.vault.cluster.watch;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

import org.jspecify.annotations.Nullable;

/**
 * A node's figures as it tells them, counters since it started.
 *
 * @param at       when they were read
 * @param id       its name in the raft; null when it does not say
 * @param started  when its process did; null when it does not say
 * @param requests how many it has handled; logins are not among them
 * @param p50      half of the latest requests took no longer, in milliseconds; null when there were none
 * @param p99      the same of 99 in a hundred
 * @param leases   null on a standby, which has none
 * @param tokens   null on a standby, and before the active node has counted them for the first time
 * @param memory   of its process, in bytes
 */
public record Figures(Instant at, @Nullable String id, @Nullable Instant started, double requests, double logins, @Nullable Double p50, @Nullable Double p99,
        @Nullable Double leases, @Nullable Double tokens, @Nullable Double memory) {

    private static final String HANDLED = "vault_core_handle_request";
    private static final String LOGINS = "vault_core_handle_login_request";

    /** @param text in Prometheus' text format */
    public static Figures of(Instant at, String text) {
        var samples = PrometheusText.parse(text);
        var started = single(samples, "process_start_time_seconds");
        var id = samples.stream().filter(sample -> sample.name().equals("vault_raft_storage_stats_applied_index")).map(sample -> sample.labels().get("peer_id")).findFirst();
        return new Figures(at, id.orElse(null), started == null ? null : Instant.ofEpochMilli((long) (started * 1000)),
                sum(samples, HANDLED + "_count").orElse(0), sum(samples, LOGINS + "_count").orElse(0),
                quantile(samples, "0.5"), quantile(samples, "0.99"), single(samples, "vault_expire_num_leases"),
                boxed(sum(samples, "vault_token_count")), single(samples, "process_resident_memory_bytes"));
    }

    /** A node that has just started does not say its name yet. */
    Figures withIdOf(Figures before) {
        return id != null || before.id == null ? this : new Figures(at, before.id, started, requests, logins, p50, p99, leases, tokens, memory);
    }

    private static OptionalDouble sum(List<PrometheusText.Sample> samples, String name) {
        var found = samples.stream().filter(sample -> sample.name().equals(name)).toList();
        return found.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(found.stream().mapToDouble(PrometheusText.Sample::value).sum());
    }

    private static @Nullable Double single(List<PrometheusText.Sample> samples, String name) {
        return boxed(samples.stream().filter(sample -> sample.name().equals(name)).mapToDouble(PrometheusText.Sample::value).findFirst());
    }

    private static @Nullable Double quantile(List<PrometheusText.Sample> samples, String quantile) {
        return boxed(samples.stream().filter(sample -> sample.name().equals(HANDLED) && quantile.equals(sample.labels().get("quantile")))
                .mapToDouble(PrometheusText.Sample::value).filter(Double::isFinite).findFirst());
    }

    private static @Nullable Double boxed(OptionalDouble value) {
        return value.isPresent() ? (Double) value.getAsDouble() : null;
    }
}
