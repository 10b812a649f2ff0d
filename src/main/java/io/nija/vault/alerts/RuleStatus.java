package io.nija.vault.alerts;

import java.time.Duration;
import java.time.Instant;

import io.nija.vault.alerts.AlertRule.Threshold;
import org.jspecify.annotations.Nullable;

/**
 * A rule as it is set here, and how the asking of it goes.
 *
 * @param checkedAt when it was last asked; null before the first time
 * @param problem   why it cannot be told whether all is well; null when it can
 * @param problemAt since when that is so
 */
public record RuleStatus(String name, String title, String advice, boolean enabled, Severity severity, Duration patience,
        @Nullable Threshold threshold, @Nullable Instant checkedAt, @Nullable String problem, @Nullable Instant problemAt) {
}
