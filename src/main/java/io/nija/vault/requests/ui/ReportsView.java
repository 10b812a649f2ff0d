package io.nija.vault.requests.ui;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.function.ToLongFunction;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.nija.vault.audit.ConsoleRecords;
import io.nija.vault.base.ui.Banner;
import io.nija.vault.base.ui.ChoiceButtons;
import io.nija.vault.base.ui.BarChart;
import io.nija.vault.base.ui.BarChart.Series;
import io.nija.vault.base.ui.Figures;
import io.nija.vault.base.ui.OpenPage;
import io.nija.vault.base.ui.PlainTable;
import io.nija.vault.base.ui.Times;
import io.nija.vault.base.ui.ViewHeader;
import io.nija.vault.requests.RequestReports;
import io.nija.vault.requests.RequestReports.KeyAges;
import io.nija.vault.requests.RequestReports.OpenByAge;
import io.nija.vault.requests.RequestReports.Report;
import io.nija.vault.requests.RequestReports.ServiceLevel;
import io.nija.vault.security.Role;
import jakarta.annotation.security.RolesAllowed;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.security.concurrent.DelegatingSecurityContextRunnable;
import org.springframework.transaction.TransactionException;

/** How the staff do: what is open, how long people wait, and how old the keys are. Every chart is a table too. */
@Route(RequestsNavigation.REPORTS)
@PageTitle("Reports on requests · NIJA Vault Console")
@RolesAllowed({ Role.SUPPORT_NAME, Role.ADMIN_NAME })
class ReportsView extends Div implements BeforeEnterObserver {

    private static final Logger log = LoggerFactory.getLogger(ReportsView.class);

    private final transient RequestReports reports;
    private final transient RequestText text;
    private final transient TaskScheduler scheduler;
    private final Banner away = new Banner(new Button("Try again", click -> load(UI.getCurrent())));
    private final ChoiceButtons<ReportSpan> spans = new ChoiceButtons<>("Time", ReportSpan.class, ReportSpan::label, RequestsNavigation::toReports);
    private final Div figures = new Div();
    private final BarChart open = new BarChart("Live requests by age", "Age", BarChart.Kind.STACKED);
    private final BarChart weeks = new BarChart("Requests and rotations a week", "Week from", BarChart.Kind.GROUPED);
    private final BarChart ages = new BarChart("Keys in use by the age of their values", "Broker", BarChart.Kind.LYING);
    private final Div levels = new Div();
    private ReportSpan span = ReportSpan.START;
    private transient volatile @Nullable Report shown;

    ReportsView(RequestReports reports, RequestText text, ConsoleRecords records, TaskScheduler scheduler) {
        this.reports = reports;
        this.text = text;
        this.scheduler = scheduler;
        addClassNames("view", "reports-view");
        figures.addClassName("figures");
        var export = new Anchor(new ReportExport(records, () -> shown), "Save as CSV");
        export.getElement().setAttribute("download", true);
        export.addClassName("button-link");
        var charts = new Div(panel(open), panel(weeks), panel(ages));
        charts.addClassNames("charts", "report-charts");
        var table = new Section(new H2("Service level"), new Paragraph("Of requests that were opened in this time. Resolution leaves out the time in which it was the owner’s turn."), levels);
        table.addClassName("panel");
        add(new ViewHeader("Requests", "How long people wait, and what comes of it.", spans, export), RequestsNavigation.links(), away, figures, charts, table);
    }

    private static Div panel(BarChart chart) {
        var panel = new Div(chart);
        panel.addClassName("panel");
        return panel;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        span = ReportSpan.parse(event.getLocation().getQueryParameters());
        spans.show(span);
        load(event.getUI());
    }

    /** The page does not wait for the database. */
    private void load(UI ui) {
        var asked = span;
        var zone = Times.zone();
        var since = asked.since(Times.today(), zone);
        scheduler.schedule(new DelegatingSecurityContextRunnable(() -> count(ui, asked, since, zone)), Instant.now());
    }

    private void count(UI ui, ReportSpan asked, Instant since, ZoneId zone) {
        try {
            var report = reports.report(since, zone);
            OpenPage.change(ui, () -> {
                if (asked == span) {
                    away.hide();
                    show(report);
                }
            });
        } catch (DataAccessException | TransactionException e) {
            log.warn("The database is away: {}", e.getMessage());
            OpenPage.change(ui, () -> away.show("The database is not available, so nothing can be counted now."));
        }
    }

    private void show(Report report) {
        shown = report;
        figures.removeAll();
        figures.add(figure(Figures.of(report.open().stream().mapToLong(OpenByAge::total).sum()), "live requests"),
                figure(report.oldestOpen() == null ? "–" : Times.span(report.oldestOpen()), "the oldest has been open"),
                figure(share(report, ServiceLevel::withinAnswer, level -> level.firstAnswer().count()), "answered in time"),
                figure(share(report, ServiceLevel::withinResolution, level -> level.resolution().count()), "done in time"));
        open(report.open());
        weeks(report);
        ages(report.ages());
        levels.removeAll();
        levels.add(table(report.levels()));
    }

    private static String share(Report report, ToLongFunction<ServiceLevel> inTime, ToLongFunction<ServiceLevel> all) {
        return ReportText.share(report.levels().stream().mapToLong(inTime).sum(), report.levels().stream().mapToLong(all).sum());
    }

    private static Component figure(String value, String label) {
        var number = new Span(value);
        number.addClassName("figure-value");
        var figure = new Div(number, new Span(label));
        figure.addClassName("figure");
        return figure;
    }

    private void open(List<OpenByAge> rows) {
        if (rows.stream().allMatch(row -> row.total() == 0)) {
            open.message("There is no live request.");
            return;
        }
        open.show(List.of("Under a day", "1 to 3 days", "3 to 7 days", "7 days or more"),
                rows.stream().map(row -> new Series(row.urgency().label(), List.of(row.day(), row.threeDays(), row.week(), row.older()))).toList());
    }

    private void weeks(Report report) {
        var days = DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(Times.locale());
        weeks.show(report.weeks().stream().map(week -> days.format(week.monday())).toList(), List.of(
                new Series("Opened", report.weeks().stream().map(RequestReports.Week::opened).toList()),
                new Series("Ended", report.weeks().stream().map(RequestReports.Week::ended).toList()),
                new Series("Rotations", report.weeks().stream().map(RequestReports.Week::rotations).toList())));
    }

    private void ages(List<KeyAges> rows) {
        if (rows.isEmpty()) {
            ages.message("Nobody has added a key yet.");
            return;
        }
        ages.show(rows.stream().map(row -> text.broker(row.broker())).toList(), List.of(
                new Series("Under 30 days", rows.stream().map(KeyAges::month).toList()), new Series("30 to 90 days", rows.stream().map(KeyAges::quarter).toList()),
                new Series("90 to 180 days", rows.stream().map(KeyAges::halfYear).toList()), new Series("180 to 365 days", rows.stream().map(KeyAges::year).toList()),
                new Series("A year or more", rows.stream().map(KeyAges::older).toList())));
    }

    private static PlainTable table(List<ServiceLevel> rows) {
        var table = new PlainTable("Service level by urgency", "Urgency", "Asked", "First answer: median", "p95", "In time", "Resolution: median", "p95", "In time");
        rows.forEach(row -> table.row(row.urgency().label(), Figures.of(row.asked()), ReportText.span(row.firstAnswer().median()), ReportText.span(row.firstAnswer().p95()),
                ReportText.share(row.withinAnswer(), row.firstAnswer().count()), ReportText.span(row.resolution().median()), ReportText.span(row.resolution().p95()),
                ReportText.share(row.withinResolution(), row.resolution().count())));
        return table;
    }
}
