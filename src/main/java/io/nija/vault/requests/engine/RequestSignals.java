package io.nija.vault.requests.engine;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.nija.vault.base.DatabaseSignals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells pages that requests have changed, on whichever console: the database passes it on when, and only when, the change is committed. */
@Component
class RequestSignals extends DatabaseSignals {

    private static final Logger log = LoggerFactory.getLogger(RequestSignals.class);

    private static final String CHANNEL = "request_change";

    private final JdbcClient database;
    private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();

    RequestSignals(JdbcClient database, JdbcConnectionDetails details) {
        super(details, CHANNEL);
        this.database = database;
    }

    /** In the transaction of the change. */
    void changed() {
        database.sql("select pg_notify('" + CHANNEL + "', '')").query((row, number) -> "").single();
    }

    /** @return what ends that */
    Runnable onChange(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    protected void heard(Set<String> said) {
        missed();
    }

    @Override
    protected void missed() {
        for (var listener : listeners) {
            try {
                listener.run();
            } catch (RuntimeException e) {
                log.debug("A listener, most likely of a page that was just closed, did not take the change", e);
            }
        }
    }
}
