package io.nija.vault.backup.changes.ui;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import io.nija.vault.audit.ConsoleRecords;
import io.nija.vault.backup.BackupKind;
import io.nija.vault.backup.Backups;
import io.nija.vault.backup.changes.Change;
import io.nija.vault.backup.changes.VaultChanges;
import io.nija.vault.backup.ui.BackupLinks;
import io.nija.vault.base.ui.Banner;
import io.nija.vault.base.ui.EmptyState;
import io.nija.vault.base.ui.Figures;
import io.nija.vault.base.ui.OpenPage;
import io.nija.vault.base.ui.Times;
import io.nija.vault.base.ui.ViewHeader;
import io.nija.vault.security.Role;
import jakarta.annotation.security.RolesAllowed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.transaction.TransactionException;

/** What has changed in Vault since a time, such as that of the backup that was restored: a list to work off. */
@Route("backups/changes")
@PageTitle("Changes since a backup · NIJA Vault Console")
@RolesAllowed(Role.ADMIN_NAME)
class ChangesView extends Div implements BeforeEnterObserver {

    private static final Logger log = LoggerFactory.getLogger(ChangesView.class);
    private static final String SINCE = "since";
    private static final int SHOWN = 1000;

    private final transient VaultChanges changes;
    private final transient Backups backups;
    private final transient TaskScheduler scheduler;
    private final Banner away = new Banner(new Button("Try again", click -> load(UI.getCurrent())));
    private final DateTimePicker time = new DateTimePicker("Since");
    private final Paragraph count = new Paragraph();
    private final Grid<Change> grid = new Grid<>();
    private final EmptyState none = new EmptyState(VaadinIcon.CHECK_CIRCLE_O, "Nothing has changed", "By what the console has read of Vault’s audit logs, an older state that is restored would lose nothing.");
    private Instant since = Instant.EPOCH;

    ChangesView(VaultChanges changes, Backups backups, ConsoleRecords records, TaskScheduler scheduler) {
        this.changes = changes;
        this.backups = backups;
        this.scheduler = scheduler;
        addClassNames("view", "changes-view");
        var export = new Anchor(new ChangesExport(changes, records, () -> since), "Save as CSV");
        export.getElement().setAttribute("download", true);
        export.addClassName("button-link");
        time.addValueChangeListener(change -> {
            if (change.isFromClient() && change.getValue() != null) {
                go(change.getValue());
            }
        });
        count.addClassName("secondary");
        count.getElement().setAttribute("role", "status");
        columns();
        add(new ViewHeader("Backups", "What a restore would take back, or has taken back, by Vault’s audit logs: a list to work off.", export), new BackupLinks(BackupLinks.Place.CHANGES), away, time, count, none, grid);
        none.setVisible(false);
        grid.setVisible(false);
    }

    private void columns() {
        grid.addClassName("changes-grid");
        grid.addThemeVariants(GridVariant.NO_BORDER, GridVariant.WRAP_CELL_CONTENT);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.setAllRowsVisible(true);
        grid.addColumn(change -> Times.dateTime(change.at())).setHeader("Time").setAutoWidth(true).setFlexGrow(0);
        grid.addColumn(change -> change.kind().label()).setHeader("Change").setAutoWidth(true).setFlexGrow(0);
        grid.addColumn(change -> change.what() + (change.version() == null ? "" : ", version " + change.version())).setHeader("What").setFlexGrow(2);
        grid.addColumn(change -> change.user() + " (" + change.role() + ")").setHeader("By").setFlexGrow(1);
        grid.addColumn(change -> change.kind().advice()).setHeader("What to do").setFlexGrow(3);
    }

    private static void go(LocalDateTime chosen) {
        UI.getCurrent().navigate(ChangesView.class, QueryParameters.of(SINCE, chosen.atZone(Times.zone()).toInstant().toString()));
    }

    /** Without a time in the address, or with one that is none, since the last good backup. */
    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        try {
            since = event.getLocation().getQueryParameters().getSingleParameter(SINCE).map(Instant::parse).orElseGet(this::lastBackup);
        } catch (DateTimeException e) {
            since = lastBackup();
        }
        time.setValue(LocalDateTime.ofInstant(since, Times.zone()).truncatedTo(ChronoUnit.MINUTES));
        load(event.getUI());
    }

    private Instant lastBackup() {
        try {
            return backups.overview().stream().filter(kind -> kind.kind() == BackupKind.VAULT_SNAPSHOT && kind.lastGood() != null)
                    .map(kind -> kind.lastGood().began()).findFirst().orElse(Instant.now().minus(1, ChronoUnit.DAYS));
        } catch (DataAccessException | TransactionException e) {
            return Instant.now().minus(1, ChronoUnit.DAYS);
        }
    }

    /** The page does not wait for the database. */
    private void load(UI ui) {
        var asked = since;
        count.setText("Looking through the audit logs …");
        scheduler.schedule(() -> {
            try {
                var found = changes.since(asked);
                OpenPage.change(ui, () -> {
                    if (asked.equals(since)) {
                        away.hide();
                        show(found);
                    }
                });
            } catch (DataAccessException | TransactionException e) {
                log.warn("The database is away: {}", e.getMessage());
                OpenPage.change(ui, () -> away.show("The database is not available, so it cannot be said what has changed."));
            }
        }, Instant.now());
    }

    private void show(List<Change> found) {
        none.setVisible(found.isEmpty());
        grid.setVisible(!found.isEmpty());
        count.setText(found.size() <= SHOWN ? Figures.of(found.size(), "change")
                : "The first %s of %s changes. All of them are in the CSV.".formatted(Figures.of(SHOWN), Figures.of(found.size())));
        grid.setItems(found.subList(0, Math.min(SHOWN, found.size())));
    }
}
