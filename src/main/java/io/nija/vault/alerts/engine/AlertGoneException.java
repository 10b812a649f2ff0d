package io.nija.vault.alerts.engine;

import io.nija.vault.base.ConsoleException;

/** The alert has been resolved meanwhile, or it cannot be changed as it is not in the database yet. */
class AlertGoneException extends ConsoleException {

    AlertGoneException() {
        super("This alert is not open any more, or somebody has changed it. Look at it again.");
    }
}
