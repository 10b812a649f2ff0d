package io.nija.vault.requests.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.nija.vault.base.ui.EmptyState;
import io.nija.vault.base.ui.ViewHeader;
import io.nija.vault.requests.LinkVoidException;
import io.nija.vault.requests.RequestChangedException;
import io.nija.vault.requests.Requests;
import io.nija.vault.security.Role;
import io.nija.vault.vault.VaultException;
import jakarta.annotation.security.RolesAllowed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.TransactionException;

/**
 * Where the link for completing a request leads. It uses the link up and leads on to where the owner does it; a link that does not
 * work any more says what to do. Either way the code is gone from the address.
 */
@Route(RequestsNavigation.COMPLETE)
@PageTitle("Complete a request · NIJA Vault Console")
@RolesAllowed({ Role.USER_NAME, Role.SUPPORT_NAME, Role.ADMIN_NAME })
class CompleteView extends Div implements BeforeEnterObserver {

    private static final Logger log = LoggerFactory.getLogger(CompleteView.class);

    private final transient Requests requests;

    CompleteView(Requests requests) {
        this.requests = requests;
        addClassName("view");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        long number = RequestsNavigation.number(event.getRouteParameters()).orElseThrow(() -> new NotFoundException("No such request"));
        removeAll();
        var code = RequestsNavigation.code(event.getLocation().getQueryParameters());
        if (code.isEmpty()) {
            stop(number, "This link is not complete", "Open it as it stands in the mail, or go on from the request itself.");
            return;
        }
        RequestsNavigation.forgetCode(event.getUI(), number);
        try {
            var request = requests.open(number, code.get()).summary();
            var place = RequestsNavigation.whereItIsDone(request);
            // With parameters of its own in any case, as it would take the code along else.
            event.forwardTo(place.route(), place.parameters());
        } catch (LinkVoidException | RequestChangedException e) {
            stop(number, "This link does not work any more", e.getMessage());
        } catch (AccessDeniedException e) {
            stop(number, "This link is not for you", "Only the owner of the key can use it, signed in as themselves.");
        } catch (VaultException e) {
            stop(number, "This cannot be done now", e.getMessage() + " Go on from the request then.");
        } catch (DataAccessException | TransactionException e) {
            log.warn("The database is away: {}", e.getMessage());
            stop(number, "This cannot be done now", "The database is not available. Go on from the request in a minute.");
        }
    }

    private void stop(long number, String title, String text) {
        Component way = RequestsNavigation.linkToRequest("To the request", number);
        add(new ViewHeader("Request " + number, "To be completed by a link that works once."), new EmptyState(VaadinIcon.UNLINK, title, text, way));
    }
}
