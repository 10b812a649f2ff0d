package io.nija.vault.base.ui;

import io.nija.vault.base.ConsoleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.TransactionException;

/** What a person does that changes something in the database, and what they are told when it does not work. */
public final class Attempt {

    private static final Logger log = LoggerFactory.getLogger(Attempt.class);

    private Attempt() {
    }

    /** @return whether it worked */
    public static boolean to(Runnable action) {
        try {
            action.run();
            return true;
        } catch (ConsoleException e) {
            Notices.problem(e.getMessage());
        } catch (AccessDeniedException e) {
            Notices.problem("This is not for you to do, so nothing was changed.");
        } catch (DataAccessException | TransactionException e) {
            log.warn("The database is away: {}", e.getMessage());
            Notices.problem("The database does not answer, so nothing was changed. Try again in a minute.");
        }
        return false;
    }
}
