package io.nija.vault.policies.ui;

import java.util.ArrayList;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.nija.vault.base.ConsoleException;
import io.nija.vault.base.ui.EmptyState;
import io.nija.vault.base.ui.ServerLink;
import io.nija.vault.security.StepUp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stands in a view in place of what could not be loaded: why, and what can be done. */
class LoadProblem extends EmptyState {

    private static final Logger log = LoggerFactory.getLogger(LoadProblem.class);

    LoadProblem(RuntimeException failure, Runnable again) {
        super(VaadinIcon.WARNING, "This cannot be shown now", message(failure), actions(failure, again));
    }

    /** In its own words when they are meant for people. */
    static String message(RuntimeException failure) {
        if (failure instanceof ConsoleException expected) {
            return expected.getMessage();
        }
        log.warn("Policies cannot be shown: {}", failure.getMessage());
        return failure instanceof IllegalStateException ? "Vault does not tell what is allowed. Its policies may need to be provisioned anew."
                : "The database is not available. Try again in a moment.";
    }

    private static Component[] actions(RuntimeException failure, Runnable again) {
        var actions = new ArrayList<Component>();
        actions.add(new Button("Try again", click -> again.run()));
        if (failure instanceof ConsoleException expected && expected.signInHelps()) {
            actions.add(new ServerLink(StepUp.signInAddress(), "Sign in again"));
        }
        return actions.toArray(Component[]::new);
    }
}
