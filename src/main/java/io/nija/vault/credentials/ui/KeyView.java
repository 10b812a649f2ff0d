package io.nija.vault.credentials.ui;

import java.util.LinkedHashSet;
import java.util.List;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import io.nija.vault.audit.KeyActivity;
import io.nija.vault.base.CredentialId;
import io.nija.vault.base.InvalidIdentifierException;
import io.nija.vault.base.ui.Notices;
import io.nija.vault.base.ui.Times;
import io.nija.vault.base.ui.ViewHeader;
import io.nija.vault.credentials.Broker;
import io.nija.vault.credentials.BrokerCatalogue;
import io.nija.vault.credentials.BrokerField;
import io.nija.vault.credentials.CredentialNotFoundException;
import io.nija.vault.credentials.CredentialState;
import io.nija.vault.credentials.CredentialSummary;
import io.nija.vault.credentials.Credentials;
import io.nija.vault.credentials.KeyDetail;
import io.nija.vault.credentials.KeyVersion;
import io.nija.vault.security.CurrentUser;
import io.nija.vault.security.Role;
import io.nija.vault.vault.VaultHealth;
import io.nija.vault.vault.VaultStatus;
import io.nija.vault.vault.VaultException;
import io.nija.vault.vault.VersionConflictException;
import jakarta.annotation.security.RolesAllowed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** One key: its values for a moment, its facts, its history, and everything that can be done with it. */
@Route(KeysNavigation.KEY)
@RolesAllowed(Role.USER_NAME)
class KeyView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private static final Logger log = LoggerFactory.getLogger(KeyView.class);

    private final transient Credentials credentials;
    private final transient BrokerCatalogue brokers;
    private final transient CurrentUser user;
    private final transient VaultHealth health;
    private final transient KeyActivity activity;
    private final transient KeyActions actions;
    private final Div content = new Div();
    private transient CredentialId id;
    private transient Broker broker;

    @SuppressWarnings("NullAway.Init") // Flow calls beforeEnter before anything else
    KeyView(Credentials credentials, BrokerCatalogue brokers, CurrentUser user, VaultHealth health, KeyActivity activity,
            KeyActions actions) {
        this.credentials = credentials;
        this.brokers = brokers;
        this.user = user;
        this.health = health;
        this.activity = activity;
        this.actions = actions;
        addClassName("view");
        var back = new RouterLink("My keys", MyKeysView.class);
        back.addClassName("back-link");
        add(back, new VaultBanner(health, this::load), content);
    }

    @Override
    public String getPageTitle() {
        return broker.name() + " · NIJA Vault Console";
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        try {
            id = CredentialId.parse(user.id(), event.getRouteParameters().get(KeysNavigation.KEY_PARAMETER).orElse(""));
            broker = brokers.get(id.broker());
            load();
        } catch (InvalidIdentifierException | CredentialNotFoundException e) {
            throw new NotFoundException("No such key");
        }
    }

    private void load() {
        content.removeAll();
        if (health.status() != VaultStatus.UP) {
            // Known to be away: no need to wait for its time-outs to show what the index has. The banner calls again.
            showWhatTheIndexKnows();
            content.add(panel("Values and history", new Paragraph("They show here as soon as the vault answers again.")));
            return;
        }
        try {
            show(credentials.detail(id));
        } catch (VaultException e) {
            showWhatTheIndexKnows();
            content.add(new LoadProblem(e, this::load));
        }
    }

    private void showWhatTheIndexKnows() {
        try {
            var known = credentials.summary(id);
            content.add(header(known, List.of()), panel("Details", new KeyFacts(known, broker.name())));
        } catch (DataAccessException | TransactionException e) {
            log.warn("The index is away too: {}", e.getMessage());
        }
    }

    private void show(KeyDetail key) {
        var left = new Div(values(key), panel("History", new VersionList(key, this::confirmRollBack,
                version -> new CompareDialog(credentials, id, broker, key.versions(), version.number()).open())),
                panel("Who touched this key", new LatestActivity(activity, id)));
        var right = new Div(panel("Details", new KeyFacts(key.summary(), broker.name()), editButton(key.summary())));
        var columns = new Div(left, right);
        columns.addClassName("columns");
        content.add(header(key.summary(), actions.of(key.summary(), this::load)), actions.banner(key), columns);
    }

    private ViewHeader header(CredentialSummary key, List<Component> actions) {
        var label = key.description().label();
        var header = new ViewHeader(label == null ? broker.name() : label,
                label == null ? id.key() : broker.name() + " · " + id.key(), actions.toArray(Component[]::new));
        header.addComponentAsFirst(new BrokerMark(broker));
        header.addBesideTitle(new StatusBadge(key));
        return header;
    }

    private Section values(KeyDetail key) {
        if (key.summary().state() != CredentialState.ACTIVE) {
            return panel("Values", new Paragraph("This key was revoked "
                    + Times.ago(key.summary().revokedAt()) + ". Nobody can read it, the trading engine included. "
                    + "Restore it to use it again."));
        }
        var fields = new LinkedHashSet<>(List.of(BrokerField.API_KEY, BrokerField.API_SECRET));
        fields.addAll(key.parameters());
        var list = new Div();
        list.addClassName("secret-values");
        fields.forEach(field -> list.add(new SecretValueField(FieldLabels.of(broker, field), field,
                () -> credentials.reveal(id, field), () -> ConfirmSignIn.isFresh(user, id))));
        return panel("Values", list);
    }

    private Button editButton(CredentialSummary key) {
        var edit = new Button("Edit", VaadinIcon.EDIT.create(), click -> describe(key));
        edit.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        edit.setAriaLabel("Edit label, expiry and note");
        return edit;
    }

    private static Section panel(String title, Component... content) {
        var panel = new Section(new H2(title));
        panel.addClassName("panel");
        panel.add(content);
        return panel;
    }

    private void describe(CredentialSummary key) {
        new DescribeDialog(credentials, key, this::load).open();
    }

    private void confirmRollBack(KeyVersion version) {
        int current = credentials.detail(id).summary().version();
        var dialog = new ConfirmDialog("Roll back to version " + version.number() + "?",
                "Its values become version " + (current + 1) + ", and the trading engine uses them at once. "
                        + "Version " + current + " stays in the history.",
                "Roll back", confirm -> rollBack(version, current));
        dialog.setCancelable(true);
        dialog.open();
    }

    private void rollBack(KeyVersion version, int current) {
        try {
            credentials.rollBack(id, version.number(), current);
            Notices.done("Version " + version.number() + " is in use again, as version " + (current + 1) + ".");
        } catch (VersionConflictException e) {
            Notices.problem("Somebody changed this key meanwhile, so nothing was rolled back. Look at the history below.");
        }
        load();
    }
}
