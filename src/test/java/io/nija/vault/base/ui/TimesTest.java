package io.nija.vault.base.ui;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.page.ExtendedClientDetails;
import com.vaadin.flow.component.page.Page;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.Mockito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.when;

class TimesTest {

    @AfterEach
    void closeTheWindow() {
        UI.setCurrent(null);
    }

    @ParameterizedTest
    @CsvSource({ "PT-1H, moments, just now", "PT0S, moments, just now", "PT59S, moments, just now", "PT1M, 1 minute, 1 minute ago",
            "PT59M, 59 minutes, 59 minutes ago", "PT1H, 1 hour, 1 hour ago", "PT23H59M, 23 hours, 23 hours ago",
            "PT24H, 1 day, 1 day ago", "PT720H, 30 days, 30 days ago" })
    void saysHowLongAgoInTheLargestUnit(Duration passed, String span, String ago) {
        // A second more, since the clock goes on.
        var time = Instant.now().minus(passed).minusMillis(300);

        assertThat(Times.span(time)).isEqualTo(span);
        assertThat(Times.ago(time)).isEqualTo(ago);
    }

    @ParameterizedTest
    @CsvSource({ "P2M, 2 months", "P11M, 11 months", "P23M, 23 months", "P24M, 2 years", "P10Y, 10 years" })
    void countsMonthsAndYearsByTheCalendar(Period passed, String span) {
        assertThat(Times.span(Instant.now().atZone(ZoneOffset.UTC).minus(passed).toInstant())).isEqualTo(span);
    }

    @Test
    void saysTimesInTheZoneThatTheBrowserTells() {
        browserIn("Asia/Tokyo");

        assertThat(Times.zone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
        assertThat(Times.dateTime(Instant.parse("2026-01-31T20:05:00Z")).replace('\u202f', ' ')).isEqualTo("Feb 1, 2026, 5:05 AM");
        assertThat(Times.today()).isEqualTo(LocalDate.now(ZoneId.of("Asia/Tokyo")));
    }

    @ParameterizedTest
    @CsvSource({ ",", "''", "Mars/Olympus" })
    void aBrowserThatTellsNoZoneCountsAsUtc(@Nullable String zone) {
        browserIn(zone);

        assertThat(Times.zone()).isEqualTo(ZoneId.of("UTC"));
    }

    @Test
    void withoutAWindowTimesAreUtcAndEnglish() {
        assertThat(Times.zone()).isEqualTo(ZoneId.of("UTC"));
        assertThat(Times.date(LocalDate.of(2026, 3, 1))).isEqualTo("Mar 1, 2026");
    }

    @Test
    void theExactTimeStandsBehindTheWords() {
        var text = Times.agoText(Instant.parse("2020-01-31T20:05:00Z"));

        assertThat(text.getText()).endsWith(" years ago");
        assertThat(text.getElement().getAttribute("title")).startsWith("Jan 31, 2020");
    }

    private static void browserIn(@Nullable String zone) {
        var details = Mockito.mock(ExtendedClientDetails.class);
        when(details.getTimeZoneId()).thenReturn(zone);
        var page = Mockito.mock(Page.class);
        when(page.getExtendedClientDetails()).thenReturn(details);
        var window = Mockito.mock(UI.class);
        when(window.getPage()).thenReturn(page);
        when(window.getLocale()).thenReturn(Locale.ENGLISH);
        UI.setCurrent(window);
    }
}
