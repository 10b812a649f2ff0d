package io.nija.vault.requests;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** How the staff do, for support and admins. Others get {@link org.springframework.security.access.AccessDeniedException}. */
public interface RequestReports {

    /** How many live ones of an urgency are how old: under a day, under three days, under a week, and older. */
    record OpenByAge(Urgency urgency, long day, long threeDays, long week, long older) {

        public long total() {
            return day + threeDays + week + older;
        }
    }

    /** @param median null when there was none */
    record Times(long count, @Nullable Duration median, @Nullable Duration p95) {
    }

    /**
     * @param asked         of requests that were opened in the span
     * @param firstAnswer   from the opening to the first act of the staff, whoever of them
     * @param resolution    from the opening to the end, without the time in which it was the owner's turn
     * @param withinAnswer  how many of those answered were in time
     * @param withinResolution how many of those ended were in time
     */
    record ServiceLevel(Urgency urgency, long asked, Times firstAnswer, Times resolution, long withinAnswer, long withinResolution) {
    }

    /** @param monday of the week, in the reader's zone */
    record Week(LocalDate monday, long rotations, long opened, long ended) {
    }

    /** Keys in use by the age of their values: under 30 days, under 90, under 180, under a year, and older. */
    record KeyAges(String broker, long month, long quarter, long halfYear, long year, long older) {
    }

    /**
     * @param oldestOpen when the oldest live one was opened; null when there is none
     */
    record Report(List<OpenByAge> open, @Nullable Instant oldestOpen, List<ServiceLevel> levels, List<Week> weeks, List<KeyAges> ages) {
    }

    /** When the oldest live request was opened; empty when there is none. */
    Optional<Instant> oldestOpen();

    /** @param since for what is counted over time, the current week included */
    Report report(Instant since, ZoneId zone);
}
