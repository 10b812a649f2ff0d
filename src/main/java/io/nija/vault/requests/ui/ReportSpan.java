package io.nija.vault.requests.ui;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;

import com.vaadin.flow.router.QueryParameters;

/** How many weeks a report looks back, the current one included. */
enum ReportSpan {

    MONTH("4 weeks", 4), QUARTER("13 weeks", 13), HALF("26 weeks", 26), YEAR("52 weeks", 52);

    static final ReportSpan START = QUARTER;

    private static final String WEEKS = "weeks";

    private final String label;
    private final int weeks;

    ReportSpan(String label, int weeks) {
        this.label = label;
        this.weeks = weeks;
    }

    String label() {
        return label;
    }

    /** The beginning of its first week where the reader is. */
    Instant since(LocalDate today, ZoneId zone) {
        return today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).minusWeeks(weeks - 1L).atStartOfDay(zone).toInstant();
    }

    QueryParameters address() {
        return this == START ? QueryParameters.empty() : QueryParameters.of(WEEKS, String.valueOf(weeks));
    }

    /** What an address names that is no span is the usual one. */
    static ReportSpan parse(QueryParameters parameters) {
        var named = parameters.getSingleParameter(WEEKS).orElse("");
        return Arrays.stream(values()).filter(span -> String.valueOf(span.weeks).equals(named)).findFirst().orElse(START);
    }
}
