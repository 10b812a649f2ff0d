package io.nija.vault.notices.ui;

import io.nija.vault.base.ui.Notices;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Does what a person asked for and tells them why it did not work, when it did not. */
final class Attempt {

    private static final Logger log = LoggerFactory.getLogger(Attempt.class);

    private Attempt() {
    }

    /** @return whether it worked */
    static boolean to(Runnable action) {
        try {
            action.run();
            return true;
        } catch (DataAccessException | TransactionException e) {
            log.warn("The database is away: {}", e.getMessage());
            Notices.problem("The database does not answer. Try again in a minute.");
            return false;
        }
    }
}
