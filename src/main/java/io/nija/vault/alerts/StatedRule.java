package io.nija.vault.alerts;

import java.time.Duration;
import java.util.List;
import java.util.function.DoubleFunction;

import org.jspecify.annotations.Nullable;

/**
 * A rule by what it says of itself.
 *
 * @param finds what is wrong now, by the threshold
 */
public record StatedRule(String name, String title, String advice, Severity severity, Duration patience, @Nullable Threshold threshold,
        DoubleFunction<List<Finding>> finds) implements AlertRule {

    @Override
    public List<Finding> check(double threshold) {
        return finds.apply(threshold);
    }
}
