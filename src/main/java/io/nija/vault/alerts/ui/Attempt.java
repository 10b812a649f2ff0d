package io.nija.vault.alerts.ui;

import io.nija.vault.base.ConsoleException;
import io.nija.vault.base.ui.Notices;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** What a person does about an alert, and what they are told when it does not work. */
final class Attempt {

    private static final Logger log = LoggerFactory.getLogger(Attempt.class);

    private Attempt() {
    }

    /** @return whether it worked */
    static boolean to(Runnable action) {
        try {
            action.run();
            return true;
        } catch (ConsoleException e) {
            Notices.problem(e.getMessage());
        } catch (DataAccessException | TransactionException e) {
            log.warn("The database is away: {}", e.getMessage());
            Notices.problem("The database does not answer, so nothing was changed. Try again in a minute.");
        }
        return false;
    }
}
