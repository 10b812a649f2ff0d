package io.nija.vault.credentials.ui;

import java.time.Duration;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import io.nija.vault.base.CredentialId;
import io.nija.vault.security.CurrentUser;
import io.nija.vault.security.StepUp;

/** Asks a person to sign in again before something that needs a fresh sign-in, and brings them back to the key. */
final class ConfirmSignIn {

    private ConfirmSignIn() {
    }

    /** @return whether the sign-in is fresh; if not, the person is asked, and what they wanted waits for another click */
    static boolean isFresh(CurrentUser user, CredentialId id) {
        if (user.hasFreshSignIn()) {
            return true;
        }
        var dialog = new ConfirmDialog("Confirm that it is you",
                "You signed in more than " + words(user.freshFor())
                        + " ago. Sign in again, and you come back to this key.",
                "Sign in again", confirm -> UI.getCurrent().getPage().setLocation(StepUp.address(KeysNavigation.route(id))));
        dialog.setCancelable(true);
        dialog.open();
        return false;
    }

    private static String words(Duration time) {
        return time.toMinutes() < 2 ? time.toSeconds() + " seconds" : time.toMinutes() + " minutes";
    }
}
