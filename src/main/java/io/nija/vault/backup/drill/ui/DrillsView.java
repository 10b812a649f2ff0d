package io.nija.vault.backup.drill.ui;

import java.time.Instant;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.nija.vault.audit.ConsoleAction;
import io.nija.vault.audit.ConsoleRecords;
import io.nija.vault.backup.BackupKind;
import io.nija.vault.backup.Backups;
import io.nija.vault.backup.drill.Drill;
import io.nija.vault.backup.drill.DrillState;
import io.nija.vault.backup.drill.Drills;
import io.nija.vault.backup.ui.BackupLinks;
import io.nija.vault.base.ui.Attempt;
import io.nija.vault.base.ui.Banner;
import io.nija.vault.base.ui.EmptyState;
import io.nija.vault.base.ui.Refreshing;
import io.nija.vault.base.ui.TimeChart;
import io.nija.vault.base.ui.Times;
import io.nija.vault.base.ui.ViewHeader;
import io.nija.vault.security.CurrentUser;
import io.nija.vault.security.Role;
import jakarta.annotation.security.RolesAllowed;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Whether the backups bring everything back: the drills that have shown it, how long that took, and how old the data was. */
@Route("backups/drills")
@PageTitle("Restore drills · NIJA Vault Console")
@RolesAllowed(Role.ADMIN_NAME)
class DrillsView extends Div {

    private static final Logger log = LoggerFactory.getLogger(DrillsView.class);
    private static final int SHOWN = 50;

    private final transient Drills drills;
    private final transient CurrentUser user;
    private final transient ConsoleRecords records;
    private final Select<BackupKind> kind = new Select<>();
    private final Button now = new Button("Do a drill now", VaadinIcon.LIFEBUOY.create(), click -> ask());
    private final Button withdraw = new Button("Withdraw", click -> withdraw());
    private final Banner away = new Banner(new Button("Try again", click -> load()));
    private final Div figures = new Div();
    private final DrillPanel panel = new DrillPanel();
    private final TimeChart chart = new TimeChart("Recovery time and age of data", TimeChart.Kind.LINES);
    private final DrillHistory history = new DrillHistory(this::choose);
    private final Div body = new Div();
    private @Nullable Long chosen;
    private transient @Nullable Drill waiting;

    DrillsView(Drills drills, Backups backups, CurrentUser user, ConsoleRecords records) {
        this.drills = drills;
        this.records = records;
        this.user = user;
        addClassNames("view", "drills-view");
        figures.addClassName("figures");
        body.addClassName("drills-body");
        now.addThemeVariants(ButtonVariant.PRIMARY);
        withdraw.setVisible(false);
        kind.setAriaLabel("Backups of");
        kind.setItemLabelGenerator(one -> "Backups of " + one.title());
        kind.setWidth("19rem");
        kind.setItems(drills.kinds());
        kind.setValue(drills.kinds().getFirst());
        kind.setVisible(drills.kinds().size() > 1);
        kind.addValueChangeListener(change -> {
            chosen = null;
            load();
        });
        add(new ViewHeader("Backups", "A backup counts once it was restored: into a server that nobody else uses, with everything compared.", kind, withdraw, now),
                new BackupLinks(BackupLinks.Place.DRILLS), away, figures, body);
        Refreshing.onChange(this, backups::onChange, this::load);
    }

    private void load() {
        try {
            show();
            away.hide();
        } catch (DataAccessException | TransactionException e) {
            log.warn("The database is away: {}", e.getMessage());
            away.show("The database is not available, so nothing can be said of restore drills now.");
        }
    }

    private void show() {
        var page = drills.page(null, SHOWN);
        figures();
        var open = page.stream().filter(drill -> drill.state().isOpen()).findFirst().orElse(null);
        waiting = open != null && open.state() == DrillState.ASKED ? open : null;
        withdraw.setVisible(waiting != null);
        now.setEnabled(open == null);
        if (page.isEmpty()) {
            body.removeAll();
            body.add(new EmptyState(VaadinIcon.LIFEBUOY, "No restore drill yet",
                    "It fetches the newest backup, decrypts it, restores it into a server of its own, compares what is there, and leaves nothing. One is done every week by itself."));
            return;
        }
        panel.show(page.stream().filter(drill -> chosen == null ? drill.state().isOpen() || drill.kind() == kind.getValue() : drill.id() == chosen).findFirst().orElse(page.getFirst()));
        chart.show(DrillHistory.chart(drills.endedSince(kind.getValue(), Instant.now().minus(DrillHistory.CHARTED))));
        history.setItems(page);
        if (panel.getParent().isEmpty()) {
            body.removeAll();
            var before = new Section(new H2("All drills"), history);
            before.addClassName("panel");
            var times = new Div(chart);
            times.addClassName("panel");
            body.add(panel, times, before, new Paragraph("An emergency would take the recovery time, and whatever people need to notice and decide."));
        }
    }

    private void figures() {
        figures.removeAll();
        var passed = drills.latestPassed(kind.getValue());
        figures.add(figure(passed.map(drill -> Times.ago(drill.asked())).orElse("Never"), "the last that passed"),
                figure(DrillText.span(passed.map(Drill::recovery).orElse(null)), "recovery time"),
                figure(DrillText.span(passed.map(Drill::dataAge).orElse(null)), "age of the data"),
                figure(drills.next(kind.getValue()).map(time -> time.isAfter(Instant.now()) ? Times.dateTime(time) : "Now due").orElse("Never"), "the next"));
    }

    private static Div figure(String value, String label) {
        var number = new Span(value);
        number.addClassName("figure-value");
        var figure = new Div(number, new Span(label));
        figure.addClassName("figure");
        return figure;
    }

    private void choose(Drill drill) {
        chosen = drill.id();
        panel.show(drill);
        panel.scrollIntoView();
    }

    private void ask() {
        chosen = null;
        Attempt.to(() -> {
            drills.ask(kind.getValue(), null, user.id().value());
            records.done(ConsoleAction.DRILL, "of backups of " + kind.getValue().title());
        });
        load();
    }

    private void withdraw() {
        var drill = waiting;
        if (drill != null) {
            Attempt.to(() -> {
                drills.withdraw(drill.id());
                records.done(ConsoleAction.WITHDRAW_DRILL, "of backups of %s, asked for by %s".formatted(drill.kind().title(), drill.askedBy()));
            });
            load();
        }
    }
}
