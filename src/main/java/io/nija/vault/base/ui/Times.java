package io.nija.vault.base.ui;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.server.VaadinSession;

/** Says times in the reader's own zone and language, as the browser tells them. */
public final class Times {

    private Times() {
    }

    /** The reader's zone; UTC when the browser does not say, or names one that Java does not know. */
    public static ZoneId zone() {
        return Optional.ofNullable(UI.getCurrent())
                .map(ui -> ui.getPage().getExtendedClientDetails())
                .map(details -> details.getTimeZoneId())
                .filter(ZoneId.getAvailableZoneIds()::contains)
                .map(ZoneId::of)
                .orElse(ZoneId.of("UTC"));
    }

    /** Today where the reader is. */
    public static LocalDate today() {
        return LocalDate.now(zone());
    }

    public static String date(LocalDate date) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(locale()).format(date);
    }

    public static String dateTime(Instant time) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(locale()).withZone(zone()).format(time);
    }

    /** How long ago it was, in its largest unit: "just now", "5 minutes ago", "3 months ago". */
    public static String ago(Instant time) {
        var span = span(time);
        return span.equals("moments") ? "just now" : span + " ago";
    }

    /** How long it has been, in its largest unit: "moments", "5 minutes", "3 months". */
    public static String span(Instant since) {
        var passed = Duration.between(since, Instant.now());
        if (passed.toMinutes() < 1) {
            return "moments";
        }
        if (passed.toHours() < 1) {
            return count(passed.toMinutes(), "minute");
        }
        if (passed.toDays() < 1) {
            return count(passed.toHours(), "hour");
        }
        var from = since.atZone(zone());
        var now = Instant.now().atZone(zone());
        long months = ChronoUnit.MONTHS.between(from, now);
        if (months < 2) {
            return count(passed.toDays(), "day");
        }
        return months < 24 ? count(months, "month") : count(ChronoUnit.YEARS.between(from, now), "year");
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }

    /** The words with the exact time behind them, for the pointer and for assistive technology. */
    public static Span agoText(Instant time) {
        var text = new Span(ago(time));
        text.getElement().setAttribute("title", dateTime(time));
        return text;
    }

    /** The browser's, as Vaadin's own is always that of the console's texts. */
    public static Locale locale() {
        return Optional.ofNullable(VaadinSession.getCurrent()).map(session -> session.getBrowser().getLocale())
                .orElse(Locale.ENGLISH);
    }
}
