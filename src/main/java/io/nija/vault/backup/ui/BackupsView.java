package io.nija.vault.backup.ui;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.nija.vault.backup.Backup;
import io.nija.vault.backup.BackupState;
import io.nija.vault.backup.Backups;
import io.nija.vault.backup.postgres.WalArchiveState;
import io.nija.vault.backup.postgres.WalArchiveStates;
import io.nija.vault.base.ui.Banner;
import io.nija.vault.base.ui.EmptyState;
import io.nija.vault.base.ui.Refreshing;
import io.nija.vault.base.ui.TimeChart;
import io.nija.vault.base.ui.ViewHeader;
import io.nija.vault.security.Role;
import jakarta.annotation.security.RolesAllowed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Which backups there are to go back to, and how those come along that are being made. */
@Route(BackupsNavigation.BACKUPS)
@PageTitle("Backups · NIJA Vault Console")
@Menu(title = "Backups", icon = "vaadin:archive", order = 46)
@RolesAllowed(Role.ADMIN_NAME)
class BackupsView extends Div implements BeforeEnterObserver {

    private static final Logger log = LoggerFactory.getLogger(BackupsView.class);

    private static final int LISTED = 200;
    private static final int CHARTED_DAYS = 30;
    private static final Duration DAY = Duration.ofDays(1);

    private final transient Backups backups;
    private final transient WalArchiveStates archives;
    private final transient BackupActions actions;
    private final ViewHeader header = new ViewHeader("Backups", "");
    private final Banner banner = new Banner();
    private final Div kinds = new Div();
    private final List<KindPanel> panels = new ArrayList<>();
    private final TimeChart sizes = new TimeChart("Size of good backups, 30 days", TimeChart.Kind.BARS);
    private final BackupGrid grid = new BackupGrid(backup -> open(backup.name()));
    private final EmptyState none = new EmptyState(VaadinIcon.ARCHIVE, "No backups yet",
            "Each backup is encrypted on its way, signed, stored, and read back whole before it counts.");

    BackupsView(Backups backups, WalArchiveStates archives, BackupActions actions) {
        this.backups = backups;
        this.archives = archives;
        this.actions = actions;
        addClassNames("view", "backups-view");
        kinds.addClassName("backup-kinds");
        var chart = new Section(sizes);
        chart.addClassName("panel");
        var list = new Section(new H2("All backups"), none, grid);
        list.addClassName("panel");
        add(header, new BackupLinks(BackupLinks.Place.BACKUPS), banner, kinds, chart, list);
        Refreshing.onChange(this, backups::onChange, this::load);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        BackupsNavigation.backup(event.getLocation().getQueryParameters()).ifPresent(this::open);
    }

    private void open(String name) {
        var dialog = new BackupDialog(name, backups, actions);
        dialog.addOpenedChangeListener(change -> getUI().ifPresent(ui -> BackupsNavigation.remember(ui, change.isOpened() ? name : null)));
        dialog.open();
    }

    private void load() {
        try {
            var missing = backups.missing();
            missing.ifPresentOrElse(text -> banner.show("Backups are not set up, so nothing is backed up. " + text), banner::hide);
            header.setSubtitle(backups.place().map(place -> "To " + place + ".").orElse("There is no place for them yet."));
            var overview = backups.overview();
            overview.stream().filter(kind -> panels.stream().noneMatch(panel -> panel.kind() == kind.kind())).forEach(kind -> {
                var panel = new KindPanel(kind.kind(), actions);
                panels.add(panel);
                kinds.add(panel);
            });
            var wal = archives.all().stream().collect(Collectors.toMap(WalArchiveState::kind, Function.identity()));
            panels.forEach(panel -> overview.stream().filter(kind -> kind.kind() == panel.kind())
                    .forEach(kind -> panel.show(kind, missing.isEmpty(), wal.get(kind.kind()))));
            var page = backups.page(null, LISTED);
            grid.show(page);
            grid.setVisible(!page.isEmpty());
            none.setVisible(page.isEmpty());
            chart(page);
        } catch (DataAccessException | TransactionException e) {
            log.warn("The database is away: {}", e.getMessage());
            banner.show("The console's database is not available, so it cannot be shown how backups are.");
        }
    }

    private void chart(List<Backup> page) {
        var to = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(DAY);
        var from = to.minus(DAY.multipliedBy(CHARTED_DAYS));
        var good = page.stream().filter(backup -> backup.state() == BackupState.GOOD || backup.state() == BackupState.REMOVED)
                .filter(backup -> backup.began().isAfter(from)).toList().reversed();
        var series = good.stream().map(Backup::kind).distinct().sorted().map(kind -> new TimeChart.Series(KindPanel.title(kind), "B",
                good.stream().filter(backup -> backup.kind() == kind).map(backup -> new TimeChart.Point(backup.began(), backup.bytes())).toList())).toList();
        sizes.show(new TimeChart.Data(from, to, DAY, series));
    }
}
