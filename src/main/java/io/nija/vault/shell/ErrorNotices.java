package io.nija.vault.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.ErrorEvent;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import io.nija.vault.base.ConsoleException;
import io.nija.vault.base.ui.Notices;
import io.nija.vault.base.ui.ServerLink;
import io.nija.vault.security.StepUp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What an action throws comes to the person as a notice: in its own words when they are meant for people, else as a
 * plain sentence, with the failure in the log.
 */
@Component
class ErrorNotices implements VaadinServiceInitListener {

    private static final Logger log = LoggerFactory.getLogger(ErrorNotices.class);

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.getSource().addSessionInitListener(session -> session.getSession().setErrorHandler(ErrorNotices::show));
    }

    private static void show(ErrorEvent event) {
        if (event.getThrowable() instanceof ConsoleException expected) {
            notice(expected);
            return;
        }
        log.error("An action failed", event.getThrowable());
        if (UI.getCurrent() != null) {
            Notices.problem("Something went wrong on our side. Load the page again to see what was done.");
        }
    }

    private static void notice(ConsoleException expected) {
        if (UI.getCurrent() == null) {
            return;
        }
        if (expected.signInHelps()) {
            Notices.problem(expected.getMessage(), new ServerLink(StepUp.signInAddress(), "Sign in again"));
        } else {
            Notices.problem(expected.getMessage());
        }
    }
}
