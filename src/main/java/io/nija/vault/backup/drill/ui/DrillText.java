package io.nija.vault.backup.drill.ui;

import java.time.Duration;
import java.util.Locale;

import com.vaadin.flow.component.badge.Badge;
import com.vaadin.flow.component.badge.BadgeVariant;
import io.nija.vault.backup.drill.DrillState;
import org.jspecify.annotations.Nullable;

/** Drills in words, figures and colours. */
final class DrillText {

    private DrillText() {
    }

    static Badge badge(DrillState state) {
        var badge = new Badge(state.label());
        switch (state) {
            case PASSED -> badge.addThemeVariants(BadgeVariant.SUCCESS);
            case FAILED -> badge.addThemeVariants(BadgeVariant.ERROR);
            case ASKED -> badge.addThemeVariants(BadgeVariant.CONTRAST);
            case RUNNING -> {
                // As usual, so in the usual colour.
            }
        }
        return badge;
    }

    /** “0.4 s”, “12 s”, “3 min 20 s”, “2 h 5 min”, “3 d 4 h”. */
    static String span(@Nullable Duration time) {
        if (time == null) {
            return "–";
        }
        if (time.toSeconds() < 10) {
            return String.format(Locale.ENGLISH, "%.1f s", time.toMillis() / 1000.0);
        }
        if (time.toMinutes() < 1) {
            return time.toSeconds() + " s";
        }
        if (time.toHours() < 1) {
            return time.toMinutes() + " min " + time.toSecondsPart() + " s";
        }
        return time.toDays() < 1 ? time.toHours() + " h " + time.toMinutesPart() + " min" : time.toDays() + " d " + time.toHoursPart() + " h";
    }
}
