package io.nija.vault.shell;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import io.nija.vault.base.ui.EmptyState;
import jakarta.annotation.security.PermitAll;

/** Where a confirming sign-in ends when the provider does not say that it took place. */
@Route("sign-in-not-confirmed")
@PageTitle("Not confirmed")
@PermitAll
class SignInNotConfirmedView extends Div {

    SignInNotConfirmedView() {
        add(new EmptyState(VaadinIcon.SIGN_IN, "Your sign-in could not be confirmed",
                "Your identity provider did not say when you last signed in, so values stay hidden. An administrator "
                        + "can make it send auth_time.", new RouterLink("To the start", HomeView.class)));
    }
}
