package io.nija.vault.credentials;

import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.nija.vault.base.CredentialId;
import io.nija.vault.base.UserId;
import io.nija.vault.vault.Secrets;
import io.nija.vault.vault.VaultUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What goes with every change of a key in Vault: copies of it are dropped, the index follows and watchers
 * are told, before it counts as done.
 */
@Component
class Changes {

    private static final Logger log = LoggerFactory.getLogger(Changes.class);

    /** A refresh holds a database connection while Vault answers; a slow Vault must not take them all. */
    private static final int REFRESHES_AT_ONCE = 4;
    private static final int PATIENCE_SECONDS = 3;

    private final Secrets vault;
    private final CredentialIndex index;
    private final IndexRepair repair;
    private final List<KeyCache> caches;
    private final KeyWatchers watchers;
    private final Semaphore refreshes = new Semaphore(REFRESHES_AT_ONCE);

    Changes(Secrets vault, CredentialIndex index, IndexRepair repair, List<KeyCache> caches, KeyWatchers watchers) {
        this.vault = vault;
        this.index = index;
        this.repair = repair;
        this.caches = caches;
        this.watchers = watchers;
    }

    /** @throws OutcomeUnknownException when Vault stopped answering after the change may have reached it */
    <T> T attempt(CredentialId id, Supplier<T> change) {
        try {
            return change.get();
        } catch (VaultUnavailableException e) {
            if (e.perhapsDone()) {
                perhapsMade(id);
                throw new OutcomeUnknownException(e);
            }
            throw e;
        }
    }

    void attempt(CredentialId id, Runnable change) {
        attempt(id, () -> {
            change.run();
            return id;
        });
    }

    /** For a change that broke off: it is looked into later. */
    void perhapsMade(CredentialId id) {
        drop(id);
        doubt(id);
        repair.later(id);
    }

    /** For a key that the index was seen to be wrong about. */
    void lookAgain(CredentialId id) {
        repair.later(id);
    }

    /** @throws OutdatedCopiesException when others may still get what was there before */
    void made(CredentialId id) {
        boolean dropped = drop(id);
        if (!refresh(id)) {
            boolean doubted = doubt(id);
            // Afterwards, as it ends the doubt.
            repair.later(id);
            if (!doubted && !dropped) {
                throw new OutdatedCopiesException();
            }
        }
    }

    /** The same for a change that is told to whoever waits for it; it came about even when copies are outdated. */
    void made(CredentialId id, KeyWatcher.Change change, int version, UserId by) {
        try {
            made(id);
        } finally {
            watchers.tell(id, change, version, by);
        }
    }

    private boolean drop(CredentialId id) {
        return caches.stream().map(cache -> cache.drop(id)).reduce(true, Boolean::logicalAnd);
    }

    /** For the copies that other gateways hold in memory: they have nothing else to tell that a key has changed. */
    private boolean doubt(CredentialId id) {
        try {
            index.doubt(id);
            return true;
        } catch (RuntimeException e) {
            log.warn("The index still counts as right about {}: {}", id, e.getMessage());
            return false;
        }
    }

    private boolean refresh(CredentialId id) {
        try {
            if (!refreshes.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return false;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        try {
            index.refresh(id, vault);
            return true;
        } catch (RuntimeException e) {
            log.warn("The index will catch up on {} later: {}", id, e.getMessage());
            return false;
        } finally {
            refreshes.release();
        }
    }
}
