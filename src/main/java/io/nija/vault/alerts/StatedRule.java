package io.nija.vault.alerts.watch;

import java.time.Duration;
import java.util.List;
import java.util.function.DoubleFunction;

import io.nija.vault.alerts.AlertRule;
import io.nija.vault.alerts.Finding;
import io.nija.vault.alerts.Severity;
import org.jspecify.annotations.Nullable;

/**
 * A rule by what it says of itself.
 *
 * @param finds what is wrong now, by the threshold
 */
record WatchRule(String name, String title, String advice, Severity severity, Duration patience, @Nullable Threshold threshold,
        DoubleFunction<List<Finding>> finds) implements AlertRule {

    @Override
    public List<Finding> check(double threshold) {
        return finds.apply(threshold);
    }
}
