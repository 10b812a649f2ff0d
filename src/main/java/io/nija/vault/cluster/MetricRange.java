package io.nija.vault.cluster;

import java.time.Duration;

/** How far back figures are looked at, and in which steps. */
public enum MetricRange {

    HOUR("1 h", Duration.ofHours(1), 15, Duration.ofSeconds(15)),
    DAY("24 h", Duration.ofDays(1), 15, Duration.ofMinutes(3)),
    WEEK("7 d", Duration.ofDays(7), 300, Duration.ofMinutes(20)),
    MONTH("30 d", Duration.ofDays(30), 300, Duration.ofHours(2)),
    YEAR("1 y", Duration.ofDays(365), 3600, Duration.ofDays(1));

    private final String label;
    private final Duration length;
    private final int seconds;
    private final Duration step;

    MetricRange(String label, Duration length, int seconds, Duration step) {
        this.label = label;
        this.length = length;
        this.seconds = seconds;
        this.step = step;
    }

    public String label() {
        return label;
    }

    public Duration length() {
        return length;
    }

    /** Of the samples that are looked at. */
    public int seconds() {
        return seconds;
    }

    /** Between two points that are shown. */
    public Duration step() {
        return step;
    }
}
