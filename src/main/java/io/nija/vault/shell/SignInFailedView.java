package io.nija.vault.shell;

import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import io.nija.vault.base.ui.EmptyState;
import io.nija.vault.base.ui.ServerLink;

/** Where a sign-in ends that the provider broke off, or whose user id is not acceptable. */
@Route(value = "sign-in-failed", autoLayout = false)
@PageTitle("Sign-in failed")
@AnonymousAllowed
class SignInFailedView extends Main {

    SignInFailedView() {
        add(new EmptyState(VaadinIcon.SIGN_IN, "The sign-in did not work",
                "Your identity provider broke it off, or the account it named cannot be used here. Try again; if it "
                        + "stays this way, tell an administrator.", new ServerLink("/", "Sign in")));
    }
}
