package io.nija.vault.backup.ui;

import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;

import io.nija.vault.base.ui.Times;

/** Sizes and speeds for people. */
final class Sizes {

    private static final String[] UNITS = { "B", "KiB", "MiB", "GiB", "TiB" };

    private Sizes() {
    }

    static String of(double bytes) {
        int unit = 0;
        while (bytes >= 1024 && unit < UNITS.length - 1) {
            bytes /= 1024;
            unit++;
        }
        var format = NumberFormat.getNumberInstance(Times.locale());
        format.setMaximumFractionDigits(unit == 0 || bytes >= 100 ? 0 : 1);
        return format.format(bytes) + " " + UNITS[unit];
    }

    /** On average since then. */
    static String speed(long bytes, Instant since) {
        double seconds = Math.max(Duration.between(since, Instant.now()).toMillis() / 1000.0, 1);
        return of(bytes / seconds) + "/s";
    }
}
