package io.nija.vault.audit.ui;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import io.nija.vault.base.ui.Times;
import org.jspecify.annotations.Nullable;

/** Times of operations, which are compared to the millisecond, in the reader's zone and the same form for everyone. */
final class OperationTime {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MM-dd HH:mm:ss.SSS", Locale.ROOT);
    private static final DateTimeFormatter FULL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS xxx", Locale.ROOT);

    private OperationTime() {
    }

    /** Without the day if that is today, and without the year. */
    static String brief(Instant at) {
        var time = at.atZone(Times.zone());
        return (time.toLocalDate().equals(Times.today()) ? CLOCK : DAY).format(time);
    }

    static String full(Instant at) {
        return FULL.format(at.atZone(Times.zone()));
    }

    /** In the unit that needs the fewest digits. */
    static String duration(@Nullable Duration duration) {
        if (duration == null) {
            return "";
        }
        double millis = duration.toNanos() / 1e6;
        if (millis < 1) {
            return Math.round(millis * 1000) + " µs";
        }
        return millis < 1000 ? String.format(Locale.ROOT, millis < 10 ? "%.1f ms" : "%.0f ms", millis)
                : String.format(Locale.ROOT, "%.1f s", millis / 1000);
    }
}
