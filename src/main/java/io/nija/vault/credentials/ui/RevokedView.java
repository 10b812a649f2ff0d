package io.nija.vault.credentials.ui;

import java.util.List;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.nija.vault.base.ConsoleException;
import io.nija.vault.base.ui.EmptyState;
import io.nija.vault.base.ui.Notices;
import io.nija.vault.base.ui.Times;
import io.nija.vault.base.ui.ViewHeader;
import io.nija.vault.credentials.BrokerCatalogue;
import io.nija.vault.credentials.CredentialState;
import io.nija.vault.credentials.CredentialSummary;
import io.nija.vault.credentials.Credentials;
import io.nija.vault.security.CurrentUser;
import io.nija.vault.security.Role;
import io.nija.vault.vault.VaultHealth;
import jakarta.annotation.security.RolesAllowed;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** The keys that the person has revoked: to be restored, or destroyed for good. */
@Route(KeysNavigation.REVOKED)
@PageTitle("Revoked · NIJA Vault Console")
@Menu(title = "Revoked", icon = "vaadin:ban", order = 25)
@RolesAllowed(Role.USER_NAME)
class RevokedView extends Div {

    private final transient Credentials credentials;
    private final transient BrokerCatalogue brokers;
    private final transient CurrentUser user;
    private final Div content = new Div();

    RevokedView(Credentials credentials, BrokerCatalogue brokers, CurrentUser user, VaultHealth health) {
        this.credentials = credentials;
        this.brokers = brokers;
        this.user = user;
        addClassName("view");
        add(new ViewHeader("Revoked", "Nobody can read these keys. Restore one to use it again."),
                new VaultBanner(health, this::load), content);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        load();
    }

    private void load() {
        content.removeAll();
        try {
            show(credentials.list().in(CredentialState.REVOKED));
        } catch (ConsoleException | DataAccessException | TransactionException e) {
            content.add(new LoadProblem(e, this::load));
        }
    }

    private void show(List<CredentialSummary> keys) {
        if (keys.isEmpty()) {
            content.add(new EmptyState(VaadinIcon.BAN, "No revoked keys",
                    "When you revoke a key it waits here, so that you can change your mind."));
            return;
        }
        var list = new UnorderedList();
        list.addClassNames("panel", "revoked-list");
        keys.forEach(key -> list.add(item(key)));
        content.add(list);
    }

    private ListItem item(CredentialSummary key) {
        var when = new Span("Revoked " + (key.revokedAt() == null ? "" : Times.ago(key.revokedAt())));
        when.addClassName("secondary");
        var restore = new Button("Restore", click -> {
            credentials.restore(key.id());
            Notices.done("Restored. The key is in use again.");
            load();
        });
        var destroy = new Button("Destroy…", click -> {
            if (ConfirmSignIn.isFresh(user, key.id())) {
                new DestroyDialog(credentials, key, this::load).open();
            }
        });
        destroy.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.ERROR);
        restore.setAriaLabel("Restore " + key.id().key());
        destroy.setAriaLabel("Destroy " + key.id().key());
        var actions = new Div(restore, destroy);
        actions.addClassName("version-actions");
        return new ListItem(new KeyTitle(key, brokers,
                KeysNavigation.linkToKey(KeyTitle.brokerName(key, brokers), key.id())), when, actions);
    }
}
