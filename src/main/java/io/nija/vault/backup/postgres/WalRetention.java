package io.nija.vault.backup.postgres;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import io.nija.vault.backup.BackupException;
import io.nija.vault.backup.BackupKind;
import io.nija.vault.backup.archive.ArchiveReader;
import io.nija.vault.backup.archive.Archives;
import io.nija.vault.backup.settings.BackupSetup;
import io.nija.vault.backup.store.BackupStore;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Removes WAL that is older than the oldest base backup of its server that is still there. One console does it for all. */
@Component
@Profile("!command")
class WalRetention {

    private static final Logger log = LoggerFactory.getLogger(WalRetention.class);

    private final BackupSetup setup;

    WalRetention(BackupSetup setup) {
        this.setup = setup;
    }

    @Scheduled(initialDelayString = "${backup.first-clean-up:2m}", fixedDelayString = "${backup.clean-up:1h}")
    @SchedulerLock(name = "wal-clean-up")
    void round() {
        if (setup.missing().isEmpty()) {
            try {
                removeOld(setup.store(), setup.reader());
            } catch (IOException | BackupException e) {
                // As long as it is not known what a backup needs, nothing goes.
                log.warn("No WAL is removed from the archive for now: {}", e.getMessage());
            }
        }
    }

    /** @return how many segments went */
    static int removeOld(BackupStore store, ArchiveReader backups) throws IOException {
        Map<String, WalSegment> oldest = new HashMap<>();
        for (var name : backups.names()) {
            if (Archives.kind(name) != BackupKind.VAULT_SNAPSHOT) {
                var facts = DatabaseFacts.of(backups.manifest(name));
                oldest.merge(facts.systemIdentifier(), facts.first(), (one, other) -> one.number() <= other.number() ? one : other);
            }
        }
        int removed = 0;
        for (var server : oldest.entrySet()) {
            removed += new WalArchive(store, server.getKey()).removeBefore(server.getValue());
        }
        return removed;
    }
}
