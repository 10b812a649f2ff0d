package io.nija.vault.requests.ui;

import io.nija.vault.base.ui.MenuBadge;
import io.nija.vault.requests.Requests;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** How many requests wait for their owner. */
@Component
class OwnTurnBadge implements MenuBadge {

    private static final Logger log = LoggerFactory.getLogger(OwnTurnBadge.class);

    private final Requests requests;

    OwnTurnBadge(Requests requests) {
        this.requests = requests;
    }

    @Override
    public String path() {
        return RequestsNavigation.MINE;
    }

    /** Nothing while the database is away: every page has the menu, and works without that. */
    @Override
    public long count() {
        try {
            return requests.own().stream().filter(request -> request.state().withOwner() || request.unread() > 0 && request.state().live()).count();
        } catch (DataAccessException | TransactionException e) {
            log.debug("The database is away: {}", e.getMessage());
            return 0;
        }
    }

    @Override
    public String label() {
        return "requests that wait for you";
    }

    @Override
    public Runnable onChange(Runnable listener) {
        return requests.onChange(listener);
    }
}
