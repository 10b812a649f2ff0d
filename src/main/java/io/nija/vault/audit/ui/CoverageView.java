package io.nija.vault.audit.ui;

import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledFuture;
import java.util.stream.Stream;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.nija.vault.audit.AuditCoverage;
import io.nija.vault.audit.AuditCoverage.CallerCoverage;
import io.nija.vault.audit.AuditCoverage.Coverage;
import io.nija.vault.audit.AuditCoverage.Gap;
import io.nija.vault.base.ui.Banner;
import io.nija.vault.base.ui.NarrowPage;
import io.nija.vault.base.ui.Times;
import io.nija.vault.base.ui.ViewHeader;
import io.nija.vault.security.Role;
import jakarta.annotation.security.RolesAllowed;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.transaction.TransactionException;

/** Whether every call that console, gateway and Java clients made to Vault is on record, as a figure, and each one that is not. */
@Route("audit/coverage")
@PageTitle("Coverage · NIJA Vault Console")
@Menu(title = "Coverage", icon = "vaadin:check-square-o", order = 42)
@RolesAllowed(Role.ADMIN_NAME)
class CoverageView extends Div {

    private static final Logger log = LoggerFactory.getLogger(CoverageView.class);

    private static final Duration REFRESH = Duration.ofSeconds(5);

    private final transient AuditCoverage coverage;
    private final transient TaskScheduler scheduler;
    private final Banner away = new Banner(new Button("Try again", click -> load()));
    private final Div figures = new Div();
    private final Paragraph unread = new Paragraph();
    private final Div missing = new Div();
    private final Grid<Gap> gaps = new Grid<>();
    private final Grid<CallerCoverage> callers = new Grid<>();
    private final Paragraph others = new Paragraph();
    private transient @Nullable ScheduledFuture<?> refreshing;

    CoverageView(AuditCoverage coverage, TaskScheduler scheduler) {
        this.coverage = coverage;
        this.scheduler = scheduler;
        addClassNames("view");
        figures.addClassName("figures");
        setUpGaps();
        setUpCallers();
        missing.add(new H2("Without a record"), new Paragraph("Vault answered these calls, and its audit logs do not have them. "
                + "Look whether a log was cut off, moved where it is not read, or changed."), gaps);
        add(new ViewHeader("Coverage", "Console, gateway and Java clients number their calls to Vault. Each number must be in its audit log."),
                away, figures, unread, missing, new H2("Who called"), callers, others);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        load();
        var ui = event.getUI();
        // Pushed, as a page that asks by itself would keep its session alive for ever.
        refreshing = scheduler.scheduleWithFixedDelay(() -> ui.access(this::load), Instant.now().plus(REFRESH), REFRESH);
    }

    @Override
    protected void onDetach(DetachEvent event) {
        if (refreshing != null) {
            refreshing.cancel(false);
        }
    }

    private void load() {
        try {
            show(coverage.current());
            away.hide();
        } catch (DataAccessException | TransactionException e) {
            log.warn("The database is away: {}", e.getMessage());
            away.show("The database is not available, so what is on record cannot be counted. Vault goes on recording.");
        }
    }

    private void show(Coverage now) {
        figures.removeAll();
        figures.add(figure(percent(now), "on record", now.missing() > 0 ? "bad" : now.unread().isEmpty() ? "good" : ""), figure(number(now.matched()), "matched", ""),
                figure(number(now.pending()), "pending", ""), figure(number(now.unanswered()), "not answered by Vault", ""),
                figure(number(now.missing()), "missing", now.missing() == 0 ? "" : "bad"));
        unread.setVisible(!now.unread().isEmpty());
        unread.setText("Not read up to now: " + String.join(", ", now.unread()) + ". Until it is, a call without a record counts as pending.");
        missing.setVisible(now.missing() > 0);
        gaps.setItems(now.gaps());
        callers.setItems(now.callers());
        long unnamed = now.processes() - now.callers().size();
        others.setVisible(unnamed > 0);
        others.setText("Earlier processes that are counted above and not named here: " + number(unnamed));
    }

    /** Never rounded up to all of it. */
    private static String percent(Coverage now) {
        var format = NumberFormat.getNumberInstance(Times.locale());
        format.setMaximumFractionDigits(2);
        format.setRoundingMode(RoundingMode.FLOOR);
        return format.format(now.percent()) + " %";
    }

    private static String number(long number) {
        return NumberFormat.getIntegerInstance(Times.locale()).format(number);
    }

    private static Component figure(String value, String label, String state) {
        var number = new Span(value);
        number.addClassName("figure-value");
        var figure = new Div(number, new Span(label));
        figure.addClassName("figure");
        if (!state.isEmpty()) {
            figure.addClassName("figure-" + state);
        }
        return figure;
    }

    private void setUpGaps() {
        gaps.addThemeVariants(GridVariant.NO_BORDER);
        gaps.setAllRowsVisible(true);
        gaps.setSelectionMode(Grid.SelectionMode.NONE);
        gaps.addColumn(new ComponentRenderer<>(gap -> gap.at() == null ? new Span("not known") : Times.agoText(gap.at()))).setHeader("When").setWidth("8rem").setFlexGrow(0);
        gaps.addColumn(gap -> gap.path() == null ? "A call of " + gap.caller() : gap.operation() + " " + gap.path()).setHeader("What").setFlexGrow(3);
        var request = gaps.addColumn(gap -> gap.requestId() == null ? "" : gap.requestId()).setHeader("Request id").setFlexGrow(2);
        var number = gaps.addColumn(gap -> gap.caller() + "." + gap.number()).setHeader("Number").setFlexGrow(2);
        NarrowPage.follow(this, narrow -> Stream.of(request, number).forEach(column -> column.setVisible(!narrow)));
    }

    private void setUpCallers() {
        callers.addThemeVariants(GridVariant.NO_BORDER);
        callers.setAllRowsVisible(true);
        callers.setSelectionMode(Grid.SelectionMode.NONE);
        callers.setEmptyStateText("Nobody has called yet.");
        callers.addColumn(CallerCoverage::name).setHeader("Process").setFlexGrow(2).setWidth("9rem");
        var since = callers.addColumn(new ComponentRenderer<>(caller -> Times.agoText(caller.firstSeen()))).setHeader("First call").setAutoWidth(true);
        var last = callers.addColumn(new ComponentRenderer<>(caller -> Times.agoText(caller.lastSeen()))).setHeader("Last heard of").setAutoWidth(true);
        callers.addColumn(caller -> number(caller.matched())).setHeader("Matched").setAutoWidth(true);
        var pending = callers.addColumn(caller -> number(caller.pending())).setHeader("Pending").setAutoWidth(true);
        var unanswered = callers.addColumn(caller -> number(caller.unanswered())).setHeader("Not answered").setAutoWidth(true);
        callers.addColumn(caller -> number(caller.missing())).setHeader("Missing").setAutoWidth(true);
        NarrowPage.follow(this, narrow -> Stream.of(since, last, pending, unanswered).forEach(column -> column.setVisible(!narrow)));
    }
}
