package io.nija.vault.alerts.ui;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.tabs.Tab;
import com.vaadin.flow.component.tabs.Tabs;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.nija.vault.alerts.Alert;
import io.nija.vault.alerts.Alerts;
import io.nija.vault.alerts.RuleStatus;
import io.nija.vault.alerts.Silence;
import io.nija.vault.alerts.ui.AlertRow.Actions;
import io.nija.vault.base.ui.Attempt;
import io.nija.vault.base.ui.Banner;
import io.nija.vault.base.ui.EmptyState;
import io.nija.vault.base.ui.Notices;
import io.nija.vault.base.ui.Times;
import io.nija.vault.base.ui.ViewHeader;
import io.nija.vault.security.Role;
import jakarta.annotation.security.RolesAllowed;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** What is wrong, who has taken it on, what was wrong, and what is looked at. */
@Route(AlertsNavigation.ALERTS)
@PageTitle("Alerts · NIJA Vault Console")
@Menu(title = "Alerts", icon = "vaadin:bell-o", order = 15)
@RolesAllowed(Role.ADMIN_NAME)
class AlertsView extends Div implements BeforeEnterObserver {

    private static final Logger log = LoggerFactory.getLogger(AlertsView.class);

    private static final int HISTORY = 200;
    /** How many rules a banner names. */
    private static final int NAMED = 3;

    private final transient Alerts alerts;
    private final Banner away = new Banner(new Button("Try again", click -> refresh()));
    private final Banner unknown = new Banner();
    private final Banner undelivered = new Banner();
    private final Div groups = new Div();
    private final EmptyState well = new EmptyState(VaadinIcon.CHECK_CIRCLE_O, "All is well", "No rule finds anything wrong. When one does, it stands here at once.");
    private final transient Map<String, AlertGroup> byRule = new LinkedHashMap<>();
    private final HistoryList history = new HistoryList(this::look);
    private final RuleList rules = new RuleList(rule -> silence(rule, null));
    private final SilenceList silences;
    private final Tab openTab = new Tab("Open");
    private final transient Actions actions = new Actions(this::look, this::acknowledge, this::release);
    private transient @Nullable Long wanted;

    AlertsView(Alerts alerts) {
        this.alerts = alerts;
        silences = new SilenceList(alerts);
        addClassNames("view", "alerts-view");
        groups.addClassName("alert-groups");
        groups.getElement().setAttribute("aria-live", "polite");
        var open = new Div(well, groups);
        var tabs = new Tabs();
        tabs.getElement().setAttribute("aria-label", "Alerts");
        var panels = new LinkedHashMap<Tab, Component>();
        panels.put(openTab, open);
        panels.put(new Tab("History"), history);
        panels.put(new Tab("Rules"), new Div(rules));
        panels.put(new Tab("Silences"), silences);
        panels.forEach((tab, panel) -> {
            tabs.add(tab);
            panel.getElement().setAttribute("role", "tabpanel").setAttribute("aria-label", tab.getLabel());
            panel.setVisible(tab == openTab);
        });
        tabs.addSelectedChangeListener(change -> panels.forEach((tab, panel) -> panel.setVisible(tab == change.getSelectedTab())));
        add(new ViewHeader("Alerts", "What is wrong, who looks after it, and what was wrong before."), away, unknown, undelivered, tabs);
        add(panels.values());
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        wanted = AlertsNavigation.alert(event.getLocation().getQueryParameters()).orElse(null);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        refresh();
        var ui = event.getUI();
        var stop = alerts.onChange(() -> ui.access(this::refresh));
        addDetachListener(detach -> {
            stop.run();
            detach.unregisterListener();
        });
        if (wanted != null) {
            Attempt.to(() -> alerts.find(wanted).ifPresent(this::look));
        }
    }

    private void refresh() {
        var open = alerts.open().alerts();
        var known = alerts.rules();
        var byName = known.stream().collect(Collectors.toMap(RuleStatus::name, Function.identity()));
        var titles = known.stream().collect(Collectors.toMap(RuleStatus::name, RuleStatus::title));
        openTab.setLabel(open.isEmpty() ? "Open" : "Open (" + open.size() + ")");
        rules.show(known, open.stream().collect(Collectors.groupingBy(Alert::rule, Collectors.counting())));
        unknown(known);
        List<Silence> quiet = List.of();
        try {
            quiet = alerts.silences();
            var late = alerts.undelivered();
            history.show(alerts.history(HISTORY), titles);
            silences.show(quiet, late, titles);
            undelivered(late.size());
            away.hide();
        } catch (DataAccessException | TransactionException e) {
            log.warn("The database is away: {}", e.getMessage());
            away.show("The database does not answer. What is open is what this console sees itself; history and silences are missing.");
        }
        show(open, byName, quiet);
    }

    private void show(List<Alert> open, Map<String, RuleStatus> known, List<Silence> quiet) {
        var now = Instant.now();
        well.setVisible(open.isEmpty());
        var grouped = open.stream().filter(alert -> known.containsKey(alert.rule())).collect(Collectors.groupingBy(Alert::rule, LinkedHashMap::new, Collectors.toList()));
        byRule.entrySet().removeIf(entry -> {
            boolean gone = !grouped.containsKey(entry.getKey());
            if (gone) {
                groups.remove(entry.getValue());
            }
            return gone;
        });
        int place = 0;
        for (var entry : grouped.entrySet()) {
            var group = byRule.get(entry.getKey());
            if (group == null) {
                var rule = known.get(entry.getKey());
                var subject = entry.getValue().size() == 1 ? entry.getValue().getFirst().subject() : null;
                group = new AlertGroup(rule, actions, () -> silence(rule, subject));
                byRule.put(entry.getKey(), group);
                groups.addComponentAtIndex(Math.min(place, groups.getComponentCount()), group);
            }
            group.show(entry.getValue(), quiet.stream().filter(silence -> entry.getValue().stream().anyMatch(alert -> silence.covers(alert, now))).findFirst()
                    .map(silence -> "Silenced until " + Times.dateTime(silence.until()) + " by " + silence.person() + ": " + silence.reason()).orElse(""));
            place++;
        }
    }

    private void unknown(List<RuleStatus> known) {
        var problems = known.stream().filter(rule -> rule.enabled() && rule.problem() != null).map(RuleStatus::title).toList();
        if (problems.isEmpty()) {
            unknown.hide();
        } else {
            var named = problems.stream().limit(NAMED).map(title -> "“" + title + "”").collect(Collectors.joining(", "));
            unknown.show("Whether all is well cannot be told of " + named + (problems.size() > NAMED ? " and " + (problems.size() - NAMED) + " more" : "") + ". What was open of it stays open. The reasons are under Rules.");
        }
    }

    private void undelivered(int letters) {
        if (letters == 0) {
            undelivered.hide();
        } else {
            undelivered.show(letters == 1 ? "1 letter has not arrived. See under Silences." : letters + " letters have not arrived. See under Silences.");
        }
    }

    private void look(Alert alert) {
        Attempt.to(() -> {
            var rule = alerts.rules().stream().filter(known -> known.name().equals(alert.rule())).findFirst();
            var actionsOf = rule.filter(known -> alert.isOpen()).map(known -> new Component[] { new Button("Silence …", click -> silence(known, alert.subject())) })
                    .orElse(new Component[0]);
            var dialog = new AlertDialog(alert, rule, alert.id() > 0 ? alerts.events(alert.id()) : List.of(), actionsOf);
            getUI().ifPresent(ui -> {
                if (alert.id() > 0) {
                    AlertsNavigation.remember(ui, alert.id());
                }
                dialog.addOpenedChangeListener(change -> {
                    if (!change.isOpened() && isAttached()) {
                        AlertsNavigation.remember(ui, null);
                    }
                });
            });
            dialog.open();
        });
    }

    private void acknowledge(Alert alert) {
        new AcknowledgeDialog(alerts, alert).open();
    }

    private void release(Alert alert) {
        if (Attempt.to(() -> alerts.release(alert.id()))) {
            Notices.done("It is nobody's again.");
        }
    }

    private void silence(RuleStatus rule, @Nullable String subject) {
        new SilenceDialog(alerts, rule.name(), rule.title(), subject).open();
    }
}
