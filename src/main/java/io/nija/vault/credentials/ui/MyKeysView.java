package io.nija.vault.credentials.ui;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import io.nija.vault.base.ConsoleException;
import io.nija.vault.base.ui.Banner;
import io.nija.vault.base.ui.EmptyState;
import io.nija.vault.base.ui.Times;
import io.nija.vault.base.ui.ViewHeader;
import io.nija.vault.credentials.BrokerCatalogue;
import io.nija.vault.credentials.CredentialState;
import io.nija.vault.credentials.CredentialSummary;
import io.nija.vault.credentials.Credentials;
import io.nija.vault.credentials.KeyList;
import io.nija.vault.credentials.Rotations;
import io.nija.vault.security.Role;
import io.nija.vault.vault.VaultHealth;
import jakarta.annotation.security.RolesAllowed;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** The signed-in person's keys: found, sorted, and one step from being added or opened. */
@Route(KeysNavigation.KEYS)
@PageTitle("My keys · NIJA Vault Console")
@Menu(title = "My keys", icon = "vaadin:key", order = 10)
@RolesAllowed(Role.USER_NAME)
class MyKeysView extends Div {

    private enum Filter {

        ALL("All keys"), WORKING("Not expired"), EXPIRING("Expiring or expired");

        private final String label;

        Filter(String label) {
            this.label = label;
        }

        boolean accepts(CredentialSummary key, LocalDate today) {
            return switch (this) {
                case ALL -> true;
                case WORKING -> !key.expired(today);
                case EXPIRING -> key.expired(today) || key.expiresSoon(today);
            };
        }
    }

    private static final int SHORT_LIST = 12;

    private final transient Credentials credentials;
    private final transient BrokerCatalogue brokers;
    private final transient Rotations rotations;
    private transient List<CredentialSummary> keys = List.of();
    private boolean revoked;
    private final ViewHeader header = new ViewHeader("My keys", "", addButton());
    private final Banner indexAway = new Banner();
    private final Div problem = new Div();
    private final TextField search = new TextField();
    private final Select<Filter> filter = new Select<>();
    private final Div tools = new Div(search, filter);
    private final KeyGrid grid;
    private final EmptyState noKeys = new EmptyState(VaadinIcon.KEY, "Add your first key",
            "Make an API key at your exchange, give it trade permission and no withdrawals, and add it here. It goes "
                    + "straight into the vault; nobody on the staff can read it.", addButton());
    private final EmptyState allRevoked = new EmptyState(VaadinIcon.BAN, "All your keys are revoked",
            "Nobody can read them until you restore one. You can also add a new key.",
            new RouterLink("To your revoked keys", RevokedView.class), addButton());
    private final EmptyState noMatch = new EmptyState(VaadinIcon.SEARCH, "No key matches",
            "Try another word, or show all keys.", new Button("Show all keys", click -> showAll()));

    MyKeysView(Credentials credentials, BrokerCatalogue brokers, Rotations rotations, VaultHealth health) {
        this.credentials = credentials;
        this.brokers = brokers;
        this.rotations = rotations;
        grid = new KeyGrid(brokers);
        addClassNames("view", "view-fill");
        setUpTools();
        add(header, new VaultBanner(health, this::load), indexAway, tools, grid, noKeys, allRevoked, noMatch, problem);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        load();
    }

    private static Button addButton() {
        var button = new Button("Add key", VaadinIcon.PLUS.create(), click -> KeysNavigation.toAdd());
        button.addThemeVariants(ButtonVariant.PRIMARY);
        return button;
    }

    private void setUpTools() {
        tools.addClassName("toolbar");
        search.setPlaceholder("Search");
        search.setAriaLabel("Search keys");
        search.setPrefixComponent(VaadinIcon.SEARCH.create());
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.addValueChangeListener(change -> refilter());
        filter.setItems(Filter.values());
        filter.setItemLabelGenerator(f -> f.label);
        filter.setValue(Filter.ALL);
        filter.setAriaLabel("Which keys");
        filter.addValueChangeListener(change -> refilter());
    }

    private void load() {
        problem.removeAll();
        try {
            show(credentials.list());
        } catch (ConsoleException | DataAccessException | TransactionException e) {
            header.setSubtitle("");
            List.of(indexAway, tools, grid, noKeys, allRevoked, noMatch).forEach(part -> part.setVisible(false));
            problem.add(new LoadProblem(e, this::load));
        }
    }

    private void show(KeyList list) {
        keys = list.in(CredentialState.ACTIVE);
        revoked = !list.in(CredentialState.REVOKED).isEmpty();
        if (list.indexed()) {
            indexAway.hide();
            grid.setUnderWay(rotations.underWay());
        } else {
            indexAway.show("The index is not available, so this list comes from the vault itself. Everything else works.");
        }
        header.setSubtitle(summary());
        refilter();
    }

    private String summary() {
        if (keys.isEmpty()) {
            return revoked ? "No keys in use" : "No keys yet";
        }
        long brokers = keys.stream().map(key -> key.id().broker()).distinct().count();
        return keys.size() + (keys.size() == 1 ? " key" : " keys") + " at " + brokers
                + (brokers == 1 ? " broker" : " brokers");
    }

    private boolean matches(CredentialSummary key) {
        var word = search.getValue().strip().toLowerCase(Locale.ROOT);
        var text = String.join(" ", KeyTitle.brokerName(key, brokers), key.id().key(),
                Objects.requireNonNullElse(key.description().label(), ""), key.maskedKeyId()).toLowerCase(Locale.ROOT);
        return filter.getValue().accepts(key, Times.today()) && text.contains(word);
    }

    private void refilter() {
        var matching = keys.stream().filter(this::matches).toList();
        grid.setItems(matching);
        // A short list is as high as it is; a long one scrolls in place and stays fast.
        grid.setAllRowsVisible(matching.size() <= SHORT_LIST);
        tools.setVisible(!keys.isEmpty());
        grid.setVisible(!matching.isEmpty());
        noKeys.setVisible(keys.isEmpty() && !revoked);
        allRevoked.setVisible(keys.isEmpty() && revoked);
        noMatch.setVisible(matching.isEmpty() && !keys.isEmpty());
    }

    private void showAll() {
        search.clear();
        filter.setValue(Filter.ALL);
    }
}
