package io.nija.vault.credentials.ui;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import io.nija.vault.audit.KeyActivity;
import io.nija.vault.audit.KeyEvent;
import io.nija.vault.base.ConsoleException;
import io.nija.vault.base.CredentialId;
import io.nija.vault.base.InvalidIdentifierException;
import io.nija.vault.base.ui.EmptyState;
import io.nija.vault.base.ui.ViewHeader;
import io.nija.vault.credentials.Broker;
import io.nija.vault.credentials.BrokerCatalogue;
import io.nija.vault.credentials.CredentialSummary;
import io.nija.vault.credentials.Credentials;
import io.nija.vault.security.CurrentUser;
import io.nija.vault.security.Role;
import jakarta.annotation.security.RolesAllowed;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Who touched the signed-in person's keys, newest first, as far back as there are records. */
@Route(KeysNavigation.ACTIVITY)
@PageTitle("Activity · NIJA Vault Console")
@Menu(title = "Activity", icon = "vaadin:time-backward", order = 20)
@RolesAllowed(Role.USER_NAME)
class ActivityView extends Div implements BeforeEnterObserver {

    private final transient KeyActivity activity;
    private final transient Credentials credentials;
    private final transient BrokerCatalogue brokers;
    private final transient CurrentUser user;
    private final Select<CredentialId> keys = new Select<>();
    private final Div content = new Div();
    private transient @Nullable CredentialId key;

    ActivityView(KeyActivity activity, Credentials credentials, BrokerCatalogue brokers, CurrentUser user) {
        this.activity = activity;
        this.credentials = credentials;
        this.brokers = brokers;
        this.user = user;
        addClassNames("view", "view-fill");
        content.addClassName("activity");
        var again = new Button("Refresh", VaadinIcon.REFRESH.create(), click -> load());
        var tools = new Div(keys, again);
        tools.addClassName("toolbar");
        setUpKeys();
        add(new ViewHeader("Activity", "Who touched your keys, from the vault's audit log and the console's own records. What the console "
                + "does to keep its list of keys up to date reads metadata only, and is left out."), tools, content);
    }

    private void setUpKeys() {
        keys.setAriaLabel("Which key");
        keys.setEmptySelectionAllowed(true);
        keys.setEmptySelectionCaption("All keys");
        keys.setItemLabelGenerator(id -> id == null ? "All keys" : name(id));
        keys.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                UI.getCurrent().navigate(ActivityView.class, change.getValue() == null ? QueryParameters.empty() : KeysNavigation.of(change.getValue()));
            }
        });
    }

    private String name(CredentialId id) {
        var broker = brokers.find(id.broker()).map(Broker::name).orElse(id.broker().value());
        return id.name().map(name -> broker + " · " + name).orElse(broker);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        key = event.getLocation().getQueryParameters().getSingleParameter(KeysNavigation.KEY_PARAMETER).map(this::parse).orElse(null);
        load();
    }

    /** @return null for what is no key's name */
    private @Nullable CredentialId parse(String text) {
        try {
            return CredentialId.parse(user.id(), text);
        } catch (InvalidIdentifierException e) {
            return null;
        }
    }

    private void load() {
        content.removeAll();
        try {
            showKeys();
            show(new ActivityLog(activity, key));
        } catch (ConsoleException | DataAccessException | TransactionException e) {
            content.add(new LoadProblem(e, this::load));
        }
    }

    private void showKeys() {
        var own = new TreeSet<CredentialId>(Comparator.comparing((CredentialId id) -> name(id).toLowerCase(Locale.ROOT)).thenComparing(CredentialId::key));
        credentials.list().keys().stream().map(CredentialSummary::id).forEach(own::add);
        if (key != null) {
            own.add(key);
        }
        keys.setItems(own);
        keys.setValue(key);
        keys.setVisible(!own.isEmpty());
    }

    private void show(ActivityLog log) {
        if (log.isEmpty()) {
            content.add(new EmptyState(VaadinIcon.TIME_BACKWARD, "Nothing on record yet",
                    "Whenever somebody reads, changes or tries to reach " + (key == null ? "one of your keys" : "this key") + ", it shows here within a second."));
            return;
        }
        var grid = new Grid<KeyEvent>();
        grid.addClassName("activity-grid");
        grid.addThemeVariants(GridVariant.NO_BORDER);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.addColumn(new ComponentRenderer<>(event -> new ActivityLine(event, about(event))));
        grid.setItems(query -> log.range(query.getOffset(), query.getLimit()).stream()).setItemCountUnknown();
        content.add(grid);
    }

    private Component[] about(KeyEvent event) {
        return Objects.equals(key, event.key()) ? new Component[0]
                : List.of(KeysNavigation.linkToKey(name(event.key()), event.key())).toArray(Component[]::new);
    }
}
