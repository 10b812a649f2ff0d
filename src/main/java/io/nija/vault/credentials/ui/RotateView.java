package io.nija.vault.credentials.ui;

import java.util.Optional;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import io.nija.vault.base.ConsoleException;
import io.nija.vault.base.CredentialId;
import io.nija.vault.base.InvalidIdentifierException;
import io.nija.vault.base.ui.ViewHeader;
import io.nija.vault.credentials.Broker;
import io.nija.vault.credentials.BrokerCatalogue;
import io.nija.vault.credentials.CredentialNotFoundException;
import io.nija.vault.credentials.CredentialState;
import io.nija.vault.security.CurrentUser;
import io.nija.vault.security.Role;
import io.nija.vault.vault.VaultHealth;
import jakarta.annotation.security.RolesAllowed;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Leads the owner of a key through its rotation. It is found again here after a break and on another device. */
@Route(KeysNavigation.ROTATE)
@RolesAllowed(Role.USER_NAME)
class RotateView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private final transient RotationServices services;
    private final transient BrokerCatalogue brokers;
    private final transient CurrentUser user;
    private final Div content = new Div();
    private transient CredentialId id;
    private transient Broker broker;
    private transient Optional<Long> request;

    @SuppressWarnings("NullAway.Init") // Flow calls beforeEnter before anything else
    RotateView(RotationServices services, BrokerCatalogue brokers, CurrentUser user, VaultHealth health) {
        this.services = services;
        this.brokers = brokers;
        this.user = user;
        addClassName("view");
        // What was typed stays, whatever becomes of the vault.
        add(new VaultBanner(health, () -> { }), content);
    }

    @Override
    public String getPageTitle() {
        return "Rotate · " + broker.name() + " · NIJA Vault Console";
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        try {
            id = CredentialId.parse(user.id(), event.getRouteParameters().get(KeysNavigation.KEY_PARAMETER).orElse(""));
            broker = brokers.get(id.broker());
            request = event.getLocation().getQueryParameters().getSingleParameter(KeysNavigation.REQUEST_PARAMETER).flatMap(RotateView::number);
            load();
        } catch (InvalidIdentifierException | CredentialNotFoundException e) {
            throw new NotFoundException("No such key");
        }
    }

    /** Empty for what is no number of a request. */
    private static Optional<Long> number(String text) {
        return text.matches("[1-9]\\d{0,17}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }

    private void load() {
        content.removeAll();
        try {
            content.add(header());
            if (services.credentials().detail(id).summary().state() == CredentialState.ACTIVE) {
                var guide = new RotationGuide(services, id, broker, request.orElse(null));
                guide.load();
                content.add(guide);
            } else {
                var panel = new Section(new Paragraph("This key is revoked. Restore it on its page, and you can rotate it here."));
                panel.addClassName("panel");
                content.add(panel);
            }
        } catch (CredentialNotFoundException e) {
            throw e;
        } catch (ConsoleException | DataAccessException | TransactionException e) {
            content.add(new LoadProblem(e, this::load));
        }
    }

    private ViewHeader header() {
        var back = KeysNavigation.linkToKey("To the key", id);
        back.addClassNames("back-link", "rotation-back");
        var header = new ViewHeader("Rotate the " + broker.name() + " key", id.key() + request.map(number -> " · for request " + number).orElse(""));
        header.addComponentAsFirst(new BrokerMark(broker));
        content.add(back);
        return header;
    }
}
