package io.nija.vault.audit.ui;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.nija.vault.audit.AuditCursor;
import io.nija.vault.audit.AuditFilter;
import io.nija.vault.audit.AuditSearch;
import io.nija.vault.audit.AuditSourceStatus;
import io.nija.vault.audit.AuditSummary;
import io.nija.vault.audit.AuditValues;
import io.nija.vault.audit.ConsoleRecords;
import io.nija.vault.base.ui.Banner;
import io.nija.vault.base.ui.EmptyState;
import io.nija.vault.base.ui.Figures;
import io.nija.vault.base.ui.OpenPage;
import io.nija.vault.base.ui.ViewHeader;
import io.nija.vault.security.CurrentUser;
import io.nija.vault.security.Role;
import io.nija.vault.vault.AuditHash;
import jakarta.annotation.security.RolesAllowed;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.transaction.TransactionException;

/**
 * Every operation on record, to find one of millions in. The address bar holds the whole search, so all that changes it
 * goes there first and comes back from it: the way back and a link for a colleague cost nothing more.
 */
@Route(AuditNavigation.AUDIT)
@PageTitle("Audit · NIJA Vault Console")
@Menu(title = "Audit", icon = "vaadin:search", order = 40)
@RolesAllowed(Role.ADMIN_NAME)
class AuditView extends Div implements BeforeEnterObserver {

    private static final Logger log = LoggerFactory.getLogger(AuditView.class);

    private static final Duration TICK = Duration.ofSeconds(1);
    private static final int TICKS_TO_SOURCES = 3;
    private static final int TICKS_TO_FIGURES = 10;

    private final transient AuditSearch search;
    private final transient TaskScheduler scheduler;
    private volatile AuditQuery query = AuditQuery.START;
    private transient @Nullable AuditFilter filter;
    private transient @Nullable AuditSummary summary;
    private final ViewHeader header;
    private final Banner away = new Banner(new Button("Try again", click -> load()));
    private final Banner sourceProblem = new Banner();
    private final Banner ignored = new Banner();
    private final RangePicker range = new RangePicker(span -> change(q -> q.over(span)));
    private final TextField words = new TextField();
    private final FilterForm form;
    private final FilterChips chips = new FilterChips(this::change);
    private final Histogram histogram = new Histogram(span -> change(q -> q.over(span)));
    private final Span total = new Span();
    private final Button export = new Button("Export");
    private final FacetLists facets = new FacetLists(this::change);
    private final OperationGrid grid = new OperationGrid(row -> open(row.cursor()), this::failed);
    private final LiveTail live;
    private final OperationDrawer drawer = new OperationDrawer(this::change, () -> open(null));
    private int ticks;

    AuditView(AuditSearch search, AuditValues values, AuditHash hash, SavedSearches saved, ConsoleRecords records, CurrentUser user,
            TaskScheduler scheduler) {
        this.search = search;
        this.scheduler = scheduler;
        live = new LiveTail(search, () -> query, grid);
        addClassNames("view", "view-fill", "audit-view");
        var find = new Button("Find a value", click -> new ValueDialog(hash, values, this::go).open());
        export.addClickListener(click -> export(records));
        var savedButton = new Button("Saved");
        header = new ViewHeader("Audit", "", live.toggle(), savedButton, export, find);
        var filters = new Button("Filter", VaadinIcon.FILTER.create());
        filters.addClassName("filter-button");
        form = new FilterForm(filters, this::change);
        var tools = new Div(range, searchField(), filters, refresh(), form,
                new SavedSearchList(savedButton, saved, user.id(), () -> query.address(null), AuditNavigation::to));
        tools.addClassName("toolbar");
        total.getElement().setAttribute("role", "status");
        total.addClassName("secondary");
        var listHead = new Div(total, live);
        listHead.addClassName("audit-list-head");
        var list = new Div(listHead, grid);
        list.addClassName("audit-list");
        var body = new Div(facets, list);
        body.addClassName("audit-body");
        grid.setEmptyStateComponent(new EmptyState(VaadinIcon.SEARCH, "No operation matches", "Look at more time, or take filters off.",
                new Button("Take all filters off", click -> change(AuditQuery::everything))));
        add(header, away, sourceProblem, ignored, tools, chips, histogram, body, drawer);
    }

    private TextField searchField() {
        words.setPlaceholder("Search, or user:alice address:10.0.0.5");
        words.setAriaLabel("Search operations");
        words.setPrefixComponent(VaadinIcon.SEARCH.create());
        words.addValueChangeListener(typed -> {
            if (!typed.getValue().isBlank()) {
                words.clear();
                change(q -> SearchText.into(q, typed.getValue()));
            }
        });
        return words;
    }

    private Button refresh() {
        var refresh = new Button(VaadinIcon.REFRESH.create(), click -> load());
        refresh.addThemeVariants(ButtonVariant.TERTIARY);
        refresh.setAriaLabel("Search again");
        refresh.setTooltipText("Search again");
        return refresh;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var address = AuditQuery.parse(event.getLocation().getQueryParameters());
        if (address.ignored().isEmpty()) {
            ignored.hide();
        } else {
            ignored.show("Parts of the address mean nothing here and are left out: " + String.join(", ", address.ignored()) + ".");
        }
        if (filter == null || !address.query().equals(query)) {
            query = address.query();
            load();
        }
        look(address.open());
    }

    private void change(UnaryOperator<AuditQuery> how) {
        go(how.apply(query));
    }

    private void go(AuditQuery wanted) {
        AuditNavigation.to(wanted, null);
    }

    private void open(@Nullable AuditCursor place) {
        AuditNavigation.to(query, place);
    }

    private void look(@Nullable AuditCursor place) {
        if (place == null) {
            if (drawer.isVisible()) {
                grid.focusAgain();
            }
            drawer.hide();
            return;
        }
        try {
            search.detail(place).ifPresentOrElse(drawer::show, () -> {
                drawer.hide();
                ignored.show("The operation that the address names is not on record, or not any more.");
            });
        } catch (DataAccessException | TransactionException e) {
            failed(e);
        }
    }

    private void load() {
        away.hide();
        filter = query.filter(Instant.now());
        range.show(query.range());
        chips.show(query);
        form.show(query);
        live.show(query);
        grid.show(new OperationPages(search, filter));
        total.setText("Counting …");
        histogram.addClassName("loading");
        count(UI.getCurrent(), query, filter);
    }

    /** Counting takes longer than listing, so the page does not wait for it. */
    private void count(UI ui, AuditQuery asked, AuditFilter counted) {
        scheduler.schedule(() -> {
            try {
                var found = search.summary(counted);
                OpenPage.change(ui, () -> {
                    if (asked.equals(query)) {
                        show(counted, found);
                    }
                });
            } catch (DataAccessException | TransactionException e) {
                OpenPage.change(ui, () -> failed(e));
            }
        }, Instant.now());
    }

    private void show(AuditFilter counted, AuditSummary found) {
        summary = found;
        total.setText(Figures.of(found.total(), "operation"));
        export.setEnabled(found.total() > 0);
        histogram.removeClassName("loading");
        histogram.show(counted, found);
        facets.show(query, found);
        form.offer(query, found);
    }

    private void failed(RuntimeException failure) {
        log.warn("The index is away: {}", failure.getMessage());
        summary = null;
        total.setText("");
        away.show("The index is not available, so operations cannot be shown. Vault keeps logging them, and they are read when it is back.");
    }

    private void export(ConsoleRecords records) {
        if (filter != null) {
            new ExportDialog(search, records, query, filter, summary == null ? 0 : summary.total()).open();
        }
    }

    @Override
    protected void onAttach(AttachEvent event) {
        var ui = event.getUI();
        var ticking = scheduler.scheduleWithFixedDelay(() -> tick(ui), TICK);
        addDetachListener(detach -> {
            ticking.cancel(false);
            detach.unregisterListener();
        });
    }

    private void tick(UI ui) {
        try {
            if (ticks % TICKS_TO_SOURCES == 0) {
                var sources = search.sources();
                ui.access(() -> show(sources));
            }
            live.look(ui);
            ticks++;
            if (live.isOn() && ticks % TICKS_TO_FIGURES == 0) {
                var asked = query;
                count(ui, asked, asked.filter(Instant.now()));
            }
        } catch (DataAccessException | TransactionException e) {
            ui.access(() -> failed(e));
        }
    }

    private void show(List<AuditSourceStatus> sources) {
        header.setSubtitle(SourcesLine.text(sources));
        var problems = SourcesLine.problems(sources, Instant.now());
        if (problems.isEmpty()) {
            sourceProblem.hide();
        } else {
            sourceProblem.show(problems);
        }
    }
}
