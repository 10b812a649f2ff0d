package io.nija.vault.audit.ui;

import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.Duration;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.nija.vault.audit.AuditCoverage;
import io.nija.vault.audit.AuditCoverage.Coverage;
import io.nija.vault.base.ui.Banner;
import io.nija.vault.base.ui.Figures;
import io.nija.vault.base.ui.Refreshing;
import io.nija.vault.base.ui.Times;
import io.nija.vault.base.ui.ViewHeader;
import io.nija.vault.security.Role;
import jakarta.annotation.security.RolesAllowed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.transaction.TransactionException;

/** Whether every call that console, gateway and Java clients made to Vault is on record, as a figure, and each one that is not. */
@Route(AuditNavigation.COVERAGE)
@PageTitle("Coverage · NIJA Vault Console")
@Menu(title = "Coverage", icon = "vaadin:check-square-o", order = 42)
@RolesAllowed(Role.ADMIN_NAME)
class CoverageView extends Div {

    private static final Logger log = LoggerFactory.getLogger(CoverageView.class);

    private static final Duration REFRESH = Duration.ofSeconds(5);

    private final transient AuditCoverage coverage;
    private final Banner away = new Banner(new Button("Try again", click -> load()));
    private final Div figures = new Div();
    private final Paragraph verdict = new Paragraph();
    private final GapGrid gaps = new GapGrid();
    private final Section missing = new Section(new H2("Without a record"), new Paragraph("Vault answered these calls, and its audit logs do not "
            + "have them. Look whether a log was cut off, moved to where it is not read, or changed."), gaps);
    private final CallerGrid callers = new CallerGrid();
    private final Paragraph others = new Paragraph();

    CoverageView(AuditCoverage coverage, TaskScheduler scheduler) {
        this.coverage = coverage;
        addClassNames("view", "coverage-view");
        figures.addClassName("figures");
        verdict.getElement().setAttribute("role", "status");
        missing.setVisible(false);
        add(new ViewHeader("Coverage", "Console, gateway and Java clients number their calls to Vault. Each number must be in its audit log."),
                away, figures, verdict, missing, new Section(new H2("Who called"), callers, others));
        Refreshing.every(REFRESH, this, scheduler, this::load);
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
        figures.add(figure(percent(now), "on record", now.missing() > 0 ? "bad" : now.unread().isEmpty() ? "good" : ""),
                figure(Figures.of(now.matched()), "matched", ""), figure(Figures.of(now.pending()), "pending", ""),
                figure(Figures.of(now.unanswered()), "not answered by Vault", ""),
                figure(Figures.of(now.missing()), "missing", now.missing() == 0 ? "" : "bad"));
        verdict.setText(verdict(now));
        missing.setVisible(now.missing() > 0);
        gaps.show(now.gaps());
        callers.show(now.callers());
        long unnamed = now.processes() - now.callers().size();
        others.setVisible(unnamed > 0);
        others.setText("Earlier processes that are counted above and not named here: " + Figures.of(unnamed));
    }

    /** Never rounded up to all of it. */
    private static String percent(Coverage now) {
        var format = NumberFormat.getNumberInstance(Times.locale());
        format.setMaximumFractionDigits(2);
        format.setRoundingMode(RoundingMode.FLOOR);
        return format.format(now.percent()) + " %";
    }

    /** Against the 100 % that is promised. */
    private static String verdict(Coverage now) {
        if (!now.unread().isEmpty()) {
            return "Not read up to now: " + String.join(", ", now.unread()) + ". Until it is, a call without a record counts as pending.";
        }
        if (now.missing() > 0) {
            return Figures.of(now.missing(), "call") + " of " + Figures.of(now.matched() + now.missing()) + " that should be on record by now "
                    + (now.missing() == 1 ? "is" : "are") + " not. Promised are 100 %.";
        }
        return now.matched() == 0 ? "No call is old enough yet that it should be on record." : "Every call that should be on record by now is, as promised.";
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
}
