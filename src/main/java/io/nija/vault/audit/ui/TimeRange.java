package io.nija.vault.audit.ui;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

import io.nija.vault.base.ui.Times;

/** A span of time: the last so many hours, which moves on with the clock, or a certain one. */
sealed interface TimeRange {

    /** Inclusive. @param now what the span ends with if it moves */
    Instant from(Instant now);

    /** Exclusive. */
    Instant to(Instant now);

    /** As the address has it. */
    Map<String, String> parameters();

    /** In words, in the reader's zone. */
    String label();

    enum Last implements TimeRange {

        QUARTER("15m", "Last 15 minutes", Duration.ofMinutes(15)),
        HOUR("1h", "Last hour", Duration.ofHours(1)),
        DAY("24h", "Last 24 hours", Duration.ofHours(24)),
        WEEK("7d", "Last 7 days", Duration.ofDays(7)),
        MONTH("30d", "Last 30 days", Duration.ofDays(30));

        private final String parameter;
        private final String label;
        private final Duration length;

        Last(String parameter, String label, Duration length) {
            this.parameter = parameter;
            this.label = label;
            this.length = length;
        }

        static Optional<Last> named(String parameter) {
            return Arrays.stream(values()).filter(last -> last.parameter.equals(parameter)).findFirst();
        }

        @Override
        public Instant from(Instant now) {
            return now.minus(length);
        }

        @Override
        public Instant to(Instant now) {
            return now;
        }

        @Override
        public Map<String, String> parameters() {
            return Map.of("range", parameter);
        }

        @Override
        public String label() {
            return label;
        }
    }

    /** @param from in microseconds, as the database has them, and so is {@code to} */
    record Between(Instant from, Instant to) implements TimeRange {

        private static final DateTimeFormatter LABEL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

        public Between {
            from = from.truncatedTo(ChronoUnit.MICROS);
            to = to.truncatedTo(ChronoUnit.MICROS);
            if (!from.isBefore(to)) {
                throw new IllegalArgumentException("The end of a span comes after its beginning");
            }
        }

        @Override
        public Instant from(Instant now) {
            return from;
        }

        @Override
        public Instant to(Instant now) {
            return to;
        }

        @Override
        public Map<String, String> parameters() {
            return Map.of("from", from.toString(), "to", to.toString());
        }

        @Override
        public String label() {
            var start = from.atZone(Times.zone());
            var end = to.atZone(Times.zone());
            var sameDay = start.toLocalDate().equals(end.toLocalDate());
            return LABEL.format(start) + " – " + (sameDay ? LABEL.format(end).substring("yyyy-MM-dd ".length()) : LABEL.format(end));
        }
    }

    /** Three times as long around the same middle, but not into the future. */
    default TimeRange wider(Instant now) {
        var length = Duration.between(from(now), to(now));
        var end = to(now).plus(length);
        var latest = to(now).isBefore(now) ? now : to(now);
        return new Between(from(now).minus(length), end.isAfter(latest) ? latest : end);
    }
}
