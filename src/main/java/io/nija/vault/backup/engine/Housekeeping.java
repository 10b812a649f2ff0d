package io.nija.vault.backup.engine;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.stream.Collectors;

import io.nija.vault.backup.Backup;
import io.nija.vault.backup.BackupException;
import io.nija.vault.backup.BackupState;
import io.nija.vault.backup.archive.ArchiveReader;
import io.nija.vault.backup.archive.ArchiveRemover;
import io.nija.vault.backup.settings.BackupSetup;
import io.nija.vault.backup.store.BackupStore;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Keeps the table to what the store has, removes what is too old, and clears up what was begun and never finished. One console does it
 * for all.
 */
@Component
@Profile("!command")
class Housekeeping {

    private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);

    /** Whatever is younger may still be on its way, from a console that has lost the database, say. */
    private static final Duration LEFT_BEHIND = Duration.ofDays(1);

    private final BackupSetup setup;
    private final BackupRows rows;
    private final BackupRetention retention;
    private final RunningWork work;

    Housekeeping(BackupSetup setup, BackupRows rows, BackupRetention retention, RunningWork work) {
        this.setup = setup;
        this.rows = rows;
        this.retention = retention;
        this.work = work;
    }

    @Scheduled(initialDelayString = "${backup.first-clean-up:2m}", fixedDelayString = "${backup.clean-up:1h}")
    @SchedulerLock(name = "backup-clean-up")
    void round() {
        if (setup.missing().isPresent()) {
            return;
        }
        try {
            var store = setup.store();
            compare(setup.reader());
            retention.removeOld(new ArchiveRemover(store));
            clearUp(store, LEFT_BEHIND);
        } catch (IOException e) {
            log.warn("The store of backups could not be looked through. {}", Failures.words(e));
        } catch (BackupException e) {
            log.warn("The store of backups could not be looked through: {}", e.getMessage());
        } catch (DataAccessException | TransactionException e) {
            log.warn("The store of backups is not looked through, as the database is away: {}", e.getMessage());
        }
    }

    /** The store knows which backups there are. What was found is read back before it counts. */
    private void compare(ArchiveReader reader) throws IOException {
        // The table first: one that is finished meanwhile is in the store by then.
        var known = rows.in(BackupState.GOOD, BackupState.FOUND, BackupState.DAMAGED, BackupState.RUNNING);
        var stored = new HashSet<>(reader.names());
        known.stream().filter(backup -> backup.state().isStored() && !stored.contains(backup.name()))
                .forEach(backup -> rows.become(backup.name(), backup.state(), BackupState.MISSING, "It is not in the store any more, and the console has not removed it."));
        stored.removeAll(known.stream().map(Backup::name).collect(Collectors.toSet()));
        for (var name : stored) {
            try {
                rows.found(name, reader.manifest(name), null);
            } catch (BackupException e) {
                rows.found(name, null, e.getMessage());
            }
        }
        rows.in(BackupState.FOUND).stream().filter(found -> rows.beginVerifying(found.name()))
                .forEach(found -> work.verify(found.name(), progress -> new VerificationRun(setup, rows, progress)));
    }

    private void clearUp(BackupStore store, Duration age) throws IOException {
        var remover = new ArchiveRemover(store);
        var running = rows.in(BackupState.RUNNING).stream().map(Backup::name).collect(Collectors.toSet());
        for (var name : remover.unfinished(age)) {
            if (!running.contains(name)) {
                log.info("What was left of the backup {} is removed", name);
                remover.discard(name);
            }
        }
        int removed = store.removeUnfinished(age);
        if (removed > 0) {
            log.info("{} unfinished files are removed from the store of backups", removed);
        }
    }
}
