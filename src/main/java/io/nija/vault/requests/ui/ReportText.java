package io.nija.vault.requests.ui;

import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.Duration;

import io.nija.vault.base.ui.Times;
import org.jspecify.annotations.Nullable;

/** Spans and shares of reports in words. */
final class ReportText {

    private static final String NONE = "–";

    private ReportText() {
    }

    /** In its two largest units: “2 d 4 h”, “3 h 12 min”, “45 s”. */
    static String span(@Nullable Duration span) {
        if (span == null) {
            return NONE;
        }
        if (span.toDays() > 0) {
            return span.toDays() + " d " + span.toHoursPart() + " h";
        }
        if (span.toHours() > 0) {
            return span.toHours() + " h " + span.toMinutesPart() + " min";
        }
        return span.toMinutes() > 0 ? span.toMinutes() + " min" : span.toSeconds() + " s";
    }

    /** Never rounded up to all of them. */
    static String share(long part, long whole) {
        if (whole == 0) {
            return NONE;
        }
        var format = NumberFormat.getPercentInstance(Times.locale());
        format.setMaximumFractionDigits(1);
        format.setRoundingMode(RoundingMode.FLOOR);
        return format.format((double) part / whole);
    }
}
