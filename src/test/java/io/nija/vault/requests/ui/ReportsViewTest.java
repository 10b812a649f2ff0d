package io.nija.vault.requests.ui;

import java.io.StringWriter;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.router.QueryParameters;
import io.nija.vault.base.ui.BarChart;
import io.nija.vault.base.ui.PlainTable;
import io.nija.vault.requests.RequestKind;
import io.nija.vault.requests.RequestReports.KeyAges;
import io.nija.vault.requests.RequestReports.OpenByAge;
import io.nija.vault.requests.RequestReports.Report;
import io.nija.vault.requests.RequestReports.ServiceLevel;
import io.nija.vault.requests.RequestReports.Times;
import io.nija.vault.requests.RequestReports.Week;
import io.nija.vault.requests.RequestState;
import io.nija.vault.requests.Urgency;
import io.nija.vault.testing.PageText;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Figures about requests for the staff, on the page and as a file. */
class ReportsViewTest extends RequestsViewTest {

    private void open(QueryParameters parameters) {
        UI.getCurrent().navigate("sign-in-failed");
        UI.getCurrent().navigate("requests/reports", parameters);
        await().pollInSameThread().untilAsserted(() -> {
            pushed();
            assertThat(find(PlainTable.class).exists()).isTrue();
        });
    }

    @Test
    void saysWhatIsOpenHowLongPeopleWaitAndHowOldKeysAre() {
        in(RequestState.ROTATED, RequestKind.ROTATION);
        as(SAM);
        open(QueryParameters.empty());

        assertThat(page()).contains("live requests", "answered in time", "done in time");
        assertThat(find(BarChart.class).all()).extracting(chart -> String.valueOf(chart.getElement().getPropertyRaw("data")))
                .anySatisfy(data -> assertThat(data).contains("Rotations", "Opened", "Ended")).anySatisfy(data -> assertThat(data).contains("Kraken", "Under 30 days"));
        assertThat(PageText.of(find(PlainTable.class).single())).contains("Urgent", "High", "Normal", "Low", "p95");
    }

    @Test
    void theSpanIsInTheAddress() {
        as(ADA);
        open(QueryParameters.of("weeks", "4"));
        assertThat(find(Button.class).withText("4 weeks").single().getElement().getAttribute("aria-pressed")).isEqualTo("true");

        open(QueryParameters.of("weeks", "5"));
        assertThat(find(Button.class).withText("13 weeks").single().getElement().getAttribute("aria-pressed")).isEqualTo("true");
    }

    @Test
    void aSpanBeginsOnTheMondayOfItsFirstWeek() {
        var since = ReportSpan.MONTH.since(LocalDate.of(2026, 3, 5), ZoneOffset.UTC);

        assertThat(since).isEqualTo(Instant.parse("2026-02-09T00:00:00Z"));
        assertThat(since.atZone(ZoneOffset.UTC).getDayOfWeek()).isEqualTo(DayOfWeek.MONDAY);
    }

    @Test
    void theFileHasAFigureALine() throws Exception {
        var times = new Times(2, Duration.ofMinutes(3), null);
        var report = new Report(List.of(new OpenByAge(Urgency.HIGH, 1, 2, 3, 4)), null, List.of(new ServiceLevel(Urgency.LOW, 5, times, times, 1, 2)),
                List.of(new Week(LocalDate.of(2026, 3, 2), 6, 7, 8)), List.of(new KeyAges("kraken", 9, 10, 11, 12, 13)));
        var out = new StringWriter();
        ReportExport.write(report, new CSVPrinter(out, CSVFormat.RFC4180));

        assertThat(out.toString().lines()).contains("report,of,figure,value", "open,High,seven days or more,4", "service level,Low,\"first answer, median\",180",
                "service level,Low,\"first answer, p95\",", "week,2026-03-02,rotations,6", "keys by age,kraken,365 days or more,13");
    }

    @Test
    void sharesAreNeverRoundedUpToAll() {
        as(SAM);
        assertThat(ReportText.share(9999, 10_000)).isEqualTo("99.9%");
        assertThat(ReportText.share(0, 0)).isEqualTo("–");
        assertThat(ReportText.span(Duration.ofHours(50))).isEqualTo("2 d 2 h");
        assertThat(ReportText.span(Duration.ofSeconds(59))).isEqualTo("59 s");
    }
}
