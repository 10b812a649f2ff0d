package io.nija.vault.credentials.ui;

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

/** Stands in a view in place of what could not be loaded: why, and what can be done. The view lives on around it. */
class LoadProblem extends EmptyState {

    private static final Logger log = LoggerFactory.getLogger(LoadProblem.class);

    LoadProblem(RuntimeException failure, Runnable loadAgain) {
        super(VaadinIcon.WARNING, "This cannot be shown now", message(failure), actions(failure, loadAgain));
    }

    /** In its own words when they are meant for people. */
    private static String message(RuntimeException failure) {
        if (failure instanceof ConsoleException expected) {
            return expected.getMessage();
        }
        log.warn("The index is away: {}", failure.getMessage());
        return "The index is not available. Your keys are safe in the vault; try again in a moment.";
    }

    private static Component[] actions(RuntimeException failure, Runnable loadAgain) {
        var actions = new ArrayList<Component>();
        actions.add(new Button("Try again", click -> loadAgain.run()));
        if (failure instanceof ConsoleException expected && expected.signInHelps()) {
            actions.add(new ServerLink(StepUp.signInAddress(), "Sign in again"));
        }
        return actions.toArray(Component[]::new);
    }
}
