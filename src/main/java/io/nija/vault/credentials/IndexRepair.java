package io.nija.vault.credentials;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.nija.vault.base.CredentialId;
import io.nija.vault.vault.ConsoleVault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Lets the index catch up with Vault: soon for keys whose refresh failed, and from time to time for everything, which
 * also covers what was written by other means and what a crash made it forget.
 */
@Component
class IndexRepair {

    private static final Logger log = LoggerFactory.getLogger(IndexRepair.class);

    private final CredentialIndex index;
    private final IndexRebuild rebuild;
    private final ConsoleVault vault;
    private final Set<CredentialId> behind = ConcurrentHashMap.newKeySet();

    IndexRepair(CredentialIndex index, IndexRebuild rebuild, ConsoleVault vault) {
        this.index = index;
        this.rebuild = rebuild;
        this.vault = vault;
    }

    void later(CredentialId id) {
        behind.add(id);
    }

    @Scheduled(fixedDelayString = "${console.index.retry:5s}")
    void catchUp() {
        for (var id : behind) {
            // Before the refresh, so that what falls behind during it is not forgotten.
            behind.remove(id);
            try {
                index.refresh(id, vault);
            } catch (DataIntegrityViolationException e) {
                log.error("The index cannot take {}", id, e);
            } catch (RuntimeException e) {
                // Vault or the database is away, so the others would fare no better.
                behind.add(id);
                log.debug("The index is still behind on {}", id, e);
                return;
            }
        }
    }

    /** At a fixed rate, since jobs with a fixed delay wait for each other, and this one may take long. */
    @Scheduled(initialDelayString = "${console.index.first-check:30s}", fixedRateString = "${console.index.check:1h}")
    void everything() {
        try {
            int drift = rebuild.repair();
            if (drift > 0) {
                log.info("The index had drifted from Vault in {} places and is mended", drift);
            }
        } catch (RuntimeException e) {
            log.warn("The index was not checked against Vault: {}", e.getMessage());
        }
    }
}
