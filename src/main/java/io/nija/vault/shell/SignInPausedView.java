package io.nija.vault.shell;

import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import io.nija.vault.base.ui.EmptyState;
import io.nija.vault.base.ui.ServerLink;

/** Where a sign-in ends when there were too many. */
@Route(value = "sign-in-paused", autoLayout = false)
@PageTitle("Too many sign-ins")
@AnonymousAllowed
class SignInPausedView extends Main {

    SignInPausedView() {
        add(new EmptyState(VaadinIcon.TIMER, "Too many sign-ins", "There were more within a minute, by you or from your address, than a person makes. "
                + "Wait a minute and try again; if it stays this way, tell an administrator.", new ServerLink("/", "Try again")));
    }
}
