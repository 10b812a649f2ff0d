package io.nija.vault.backup.engine;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.nija.vault.base.DatabaseSignals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.stereotype.Component;

/** Tells pages that backups have changed, on whichever console. */
@Component
class BackupSignals extends DatabaseSignals {

    static final String CHANNEL = "backup_change";

    private static final Logger log = LoggerFactory.getLogger(BackupSignals.class);

    private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();

    BackupSignals(JdbcConnectionDetails details) {
        super(details, CHANNEL);
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
