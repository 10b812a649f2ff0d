package io.nija.vault.dashboard.ui;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.nija.vault.audit.AuditFilter;
import io.nija.vault.audit.AuditSearch;
import io.nija.vault.audit.OperationKind;
import io.nija.vault.base.ui.OpenPage;
import io.nija.vault.base.ui.Times;
import io.nija.vault.base.ui.ViewHeader;
import io.nija.vault.credentials.KeyDirectory;
import io.nija.vault.security.CurrentUser;
import io.nija.vault.security.Role;
import jakarta.annotation.security.RolesAllowed;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.security.concurrent.DelegatingSecurityContextExecutor;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.TransactionException;

/** One look: are we well. What it shows depends on who looks; a person with several roles sees the part of each. */
@Route("dashboard")
@PageTitle("Dashboard · NIJA Vault Console")
@Menu(title = "Dashboard", icon = "vaadin:dashboard", order = 12)
@RolesAllowed({ Role.USER_NAME, Role.SUPPORT_NAME, Role.ADMIN_NAME })
class DashboardView extends Div {

    private static final Duration AGAIN = Duration.ofSeconds(10);
    private static final String AWAY = "The index is not available, so this cannot be shown now.";
    private static final Duration CHARTED = Duration.ofDays(1);

    private final transient AuditSearch search;
    private final transient KeyDirectory directory;
    private final transient TaskScheduler scheduler;
    private final ViewHeader header = new ViewHeader("Dashboard", "Looking …");
    private final List<Board> boards;
    private final @Nullable OperationsChart signIns;
    private final @Nullable OperationsChart retrievals;
    private final @Nullable BrokerBars brokers;

    DashboardView(TileReadings readings, AuditSearch search, KeyDirectory directory, CurrentUser user, TaskScheduler scheduler) {
        this.search = search;
        this.directory = directory;
        this.scheduler = scheduler;
        addClassNames("view", "dashboard");
        var roles = user.get().roles();
        boards = Stream.of(Role.ADMIN, Role.SUPPORT, Role.USER).filter(roles::contains).map(role -> new Board(readings, role)).toList();
        // The one that says most of all of them.
        boards.getFirst().onReading(header::setSubtitle);
        add(header);
        boards.forEach(this::add);
        boolean admin = roles.contains(Role.ADMIN);
        signIns = admin ? new OperationsChart("Sign-ins, 24 hours") : null;
        retrievals = admin ? new OperationsChart("Reads of values, 24 hours") : null;
        brokers = admin || roles.contains(Role.SUPPORT) ? new BrokerBars() : null;
        var charts = new Div();
        charts.addClassName("charts");
        Stream.of(signIns, retrievals, brokers).filter(Objects::nonNull).forEach(charts::add);
        add(charts);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        var ui = event.getUI();
        // Threads on which the person is known, as each service asks who it is.
        var workers = Executors.newVirtualThreadPerTaskExecutor();
        Executor threads = new DelegatingSecurityContextExecutor(workers, SecurityContextHolder.getContext());
        var today = Times.today();
        var reading = scheduler.scheduleWithFixedDelay(() -> boards.forEach(board -> board.read(ui, threads)), AGAIN);
        chart(ui, threads, OperationKind.SIGN_IN, null, signIns);
        chart(ui, threads, OperationKind.VALUES, "read", retrievals);
        if (brokers != null) {
            threads.execute(() -> {
                try {
                    var figures = directory.figures(today);
                    OpenPage.change(ui, () -> brokers.show(figures));
                } catch (DataAccessException | TransactionException e) {
                    OpenPage.change(ui, () -> brokers.message(AWAY));
                }
            });
        }
        addDetachListener(detach -> {
            reading.cancel(false);
            workers.shutdown();
            detach.unregisterListener();
        });
    }

    private void chart(UI ui, Executor threads, OperationKind kind, @Nullable String operation, @Nullable OperationsChart chart) {
        if (chart == null) {
            return;
        }
        threads.execute(() -> {
            var now = Instant.now();
            var span = new AuditFilter(now.minus(CHARTED), now, null, null, null, null, operation, kind, null, null, null, null, null, null);
            try {
                var summary = search.summary(span);
                OpenPage.change(ui, () -> chart.show(span, summary));
            } catch (DataAccessException | TransactionException e) {
                OpenPage.change(ui, () -> chart.message(AWAY));
            }
        });
    }
}
