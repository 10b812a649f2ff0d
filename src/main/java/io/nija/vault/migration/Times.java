package io.nija.vault.migration;

import java.time.Duration;

/** How long something takes, in words. */
final class Times {

    private Times() {
    }

    static String of(Duration time) {
        return time.toMinutes() > 0 ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
                : time.toSeconds() >= 10 ? time.toSeconds() + " s" : time.toSeconds() + "." + time.toMillisPart() / 100 + " s";
    }
}
