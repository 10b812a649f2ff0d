package io.nija.vault.cluster.rules;

import java.time.Duration;
import java.util.List;
import java.util.function.DoubleFunction;

import io.nija.vault.alerts.AlertRule;
import io.nija.vault.alerts.Finding;
import io.nija.vault.alerts.Severity;
import org.jspecify.annotations.Nullable;

/** A rule of the cluster, told by a function of its threshold. */
record Rule(String name, String title, Severity severity, Duration patience, @Nullable Threshold threshold, String advice,
        DoubleFunction<List<Finding>> findings) implements AlertRule {

    @Override
    public List<Finding> check(double threshold) {
        return findings.apply(threshold);
    }
}
