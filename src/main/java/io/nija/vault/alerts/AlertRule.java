package io.nija.vault.alerts;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Something that can go wrong and how it is noticed. Each is a bean of the feature that knows; all are asked every
 * {@code alerts.interval}. What a rule says of itself are the values out of the box, which settings change.
 */
public interface AlertRule {

    /**
     * @param unit of the value, such as {@code %} or {@code ms}
     */
    record Threshold(double value, String unit) {
    }

    /** In small letters and hyphens, such as {@code node-sealed}: what settings, silences and addresses call it. */
    String name();

    /** In words, such as “A node is sealed”. */
    String title();

    /** What to do about it, in a sentence or two. */
    String advice();

    Severity severity();

    /** How long something must be wrong before an alert is opened. */
    Duration patience();

    /** Null for what is right or wrong without one. */
    default @Nullable Threshold threshold() {
        return null;
    }

    /**
     * What is wrong now; each finding is an alert of its own, known by its subject.
     *
     * @param threshold in the rule's own unit; 0 for a rule without one
     * @throws RuntimeException when it cannot be told; what is open then stays open
     */
    List<Finding> check(double threshold);
}
