package io.nija.vault.credentials;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.nija.vault.base.CredentialId;
import io.nija.vault.vault.ConsoleVault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
            } catch (RuntimeException e) {
                behind.add(id);
                log.debug("The index is still behind on {}", id, e);
                return;
            }
        }
    }

    @Scheduled(initialDelayString = "${console.index.first-check:30s}", fixedDelayString = "${console.index.check:1h}")
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
