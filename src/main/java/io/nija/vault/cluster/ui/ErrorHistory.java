package io.nija.vault.cluster.ui;

import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

import io.nija.vault.audit.AuditFilter;
import io.nija.vault.audit.AuditSearch;
import io.nija.vault.audit.AuditSummary;
import io.nija.vault.audit.OperationOutcome;
import io.nija.vault.base.ui.TimeChart;
import io.nija.vault.cluster.ClusterMetrics.History;

/** Vault counts no errors, but its audit logs have each of them: how many operations failed, and how many were denied. */
final class ErrorHistory {

    private final AuditSearch audit;

    ErrorHistory(AuditSearch audit) {
        this.audit = audit;
    }

    TimeChart.Data of(History history) {
        return new TimeChart.Data(history.from(), history.to(), history.range().step(),
                List.of(series("failed", history, OperationOutcome.FAILED), series("denied", history, OperationOutcome.DENIED)));
    }

    private AuditSummary summary(History history, OperationOutcome outcome) {
        return audit.summary(new AuditFilter(history.from(), history.to(), null, null, null, null, null, null, outcome, null, null, null, null, null));
    }

    /** In the steps of the other charts; one without errors has none, rather than being a gap. */
    private TimeChart.Series series(String name, History history, OperationOutcome outcome) {
        long step = history.range().step().toMillis();
        var counts = new TreeMap<Long, Double>();
        for (long at = history.from().toEpochMilli() / step; at <= history.to().toEpochMilli() / step; at++) {
            counts.put(at, 0.0);
        }
        summary(history, outcome).bars().forEach(bar -> counts.merge(bar.from().toEpochMilli() / step, (double) bar.operations(), Double::sum));
        return new TimeChart.Series(name, "", counts.entrySet().stream()
                .map(count -> new TimeChart.Point(Instant.ofEpochMilli(count.getKey() * step), count.getValue())).toList());
    }
}
