package io.nija.vault.credentials;

import io.nija.vault.base.CredentialId;
import io.nija.vault.base.UserId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Tells every {@link KeyWatcher}, each by itself. They are looked up when there is something to tell, as they may need the keys themselves. */
@Component
class KeyWatchers {

    private static final Logger log = LoggerFactory.getLogger(KeyWatchers.class);

    private final ObjectProvider<KeyWatcher> watchers;

    KeyWatchers(ObjectProvider<KeyWatcher> watchers) {
        this.watchers = watchers;
    }

    /** A change that was made is not undone because one of those who hear of it fails. */
    void tell(CredentialId id, KeyWatcher.Change change, int version, UserId by) {
        watchers.orderedStream().forEach(watcher -> {
            try {
                watcher.changed(id, change, version, by);
            } catch (RuntimeException e) {
                log.warn("{} was not told that {} is {}: {}", watcher.getClass().getSimpleName(), id, change, e.getMessage());
            }
        });
    }
}
