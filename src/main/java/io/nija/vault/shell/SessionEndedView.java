package io.nija.vault.shell;

import java.time.Duration;

import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import io.nija.vault.base.ui.EmptyState;
import io.nija.vault.base.ui.ServerLink;
import io.nija.vault.security.CurrentUser;
import io.nija.vault.security.StepUp;

/** Where a person is told that their session has lasted as long as one may. */
@Route(value = "session-ended", autoLayout = false)
@PageTitle("Signed out")
@AnonymousAllowed
class SessionEndedView extends Main {

    SessionEndedView(CurrentUser user) {
        add(new EmptyState(VaadinIcon.CLOCK, "You have been signed out", "A session lasts %s at most, however busy it is. What was stored is stored; what was "
                .formatted(text(user.sessionLongest())) + "only typed is gone. Your identity provider will ask who you are.",
                new ServerLink(StepUp.signInAnewAddress(), "Sign in again")));
    }

    private static String text(Duration longest) {
        return longest.toHours() > 0 && longest.toMinutesPart() == 0 ? count(longest.toHours(), "hour")
                : longest.toMinutes() > 0 ? count(longest.toMinutes(), "minute") : count(longest.toSeconds(), "second");
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
