package io.nija.vault.cluster.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

import io.nija.vault.alerts.AlertRule;
import io.nija.vault.alerts.AlertRule.Threshold;
import io.nija.vault.alerts.Finding;
import io.nija.vault.alerts.Severity;
import io.nija.vault.alerts.StatedRule;
import io.nija.vault.audit.AuditFilter;
import io.nija.vault.audit.AuditSearch;
import io.nija.vault.audit.AuditSummary.Count;
import io.nija.vault.audit.AuditSummary.Facet;
import io.nija.vault.audit.OperationOutcome;
import io.nija.vault.cluster.ClusterMetrics;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What can go wrong by the figures of the last minutes. */
@Configuration
class FigureRules {

    private static final Duration LOOKED_AT = Duration.ofMinutes(5);
    /** A single failure among a few operations is no rate. */
    private static final long FEWEST = 20;

    @Bean
    AlertRule latency(ClusterMetrics metrics) {
        return new StatedRule("vault-latency", "Vault is slow",
                "Look at the cluster's metrics for when it began, and at the nodes' disks and processors: Vault answers no write before it is on disk and in its audit log.",
                Severity.WARNING, Duration.ofMinutes(2), new Threshold(100, "ms"),
                millis -> {
                    var now = Instant.now();
                    var worst = metrics.worstLatency(now.minusSeconds(60), now);
                    return worst.isPresent() && worst.getAsDouble() > millis ? List.of(new Finding("vault",
                            String.format(Locale.ROOT, "One request in a hundred takes longer than %.0f ms (p99 of the worst node within a minute).", worst.getAsDouble()), "cluster/metrics"))
                            : List.of();
                });
    }

    @Bean
    AlertRule errorRate(AuditSearch audit) {
        return new StatedRule("error-rate", "Many operations fail",
                "Look at the failed operations in the audit view: their errors say whether it is the storage, a seal, or what a program asks for.",
                Severity.CRITICAL, Duration.ofMinutes(1), new Threshold(5, "%"), percent -> {
                    var now = Instant.now();
                    var facets = audit.summary(AuditFilter.between(now.minus(LOOKED_AT), now)).facets();
                    long failed = count(facets.get(Facet.OUTCOME), OperationOutcome.FAILED);
                    long all = facets.get(Facet.OUTCOME).stream().mapToLong(Count::operations).sum();
                    return all >= FEWEST && failed * 100.0 > all * percent ? List.of(new Finding("vault",
                            failed + " of " + all + " operations of the last five minutes failed.", "audit?outcome=failed")) : List.of();
                });
    }

    private static long count(List<Count> counts, OperationOutcome outcome) {
        return counts.stream().filter(count -> count.value().equals(outcome.name()))
                .mapToLong(Count::operations).sum();
    }
}
