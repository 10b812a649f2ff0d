package io.nija.vault.backup.drill;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

import io.nija.vault.backup.settings.BackupSetup;
import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Does the drills that wait, one at a time, where there is a key that opens backups; and clears up after those that were killed. */
@Component
@Profile("!command")
class DrillRunner {

    private static final Logger log = LoggerFactory.getLogger(DrillRunner.class);

    private final List<Rehearsal> rehearsals;
    private final BackupSetup backups;
    private final DrillSetup setup;
    private final DrillRows rows;
    private volatile @Nullable DrillRun current;
    private volatile @Nullable Thread thread;

    DrillRunner(List<Rehearsal> rehearsals, BackupSetup backups, DrillSetup setup, DrillRows rows) {
        this.rehearsals = rehearsals;
        this.backups = backups;
        this.setup = setup;
        this.rows = rows;
    }

    @Scheduled(initialDelayString = "${backup.drill.first-look:5s}", fixedDelayString = "${backup.drill.look:1s}")
    void look() {
        try {
            var running = current;
            if (running != null) {
                rows.beat(running.id(), running.step());
            } else if (setup.isRunner()) {
                Leftovers.clear(setup.directory());
                rows.take(rehearsals.stream().map(Rehearsal::kind).toList(), name()).ifPresent(this::start);
            }
        } catch (DataAccessException | TransactionException e) {
            log.debug("The database is away", e);
        } catch (IOException e) {
            log.error("What a killed restore drill left in {} cannot be removed: {}", setup.directory(), e.getMessage());
        }
    }

    private void start(Drill drill) {
        var rehearsal = rehearsals.stream().filter(one -> one.kind() == drill.kind()).findFirst().orElseThrow();
        var run = new DrillRun(drill, rehearsal, backups, setup, rows);
        current = run;
        // A platform thread: the kernel ends what a thread has started when that ends.
        thread = Thread.ofPlatform().name("restore-drill").start(() -> {
            try {
                run.run();
            } catch (DataAccessException | TransactionException e) {
                log.warn("It could not be noted what came of the restore drill {}: it will count as failed", drill.id());
            } finally {
                current = null;
            }
        });
    }

    /** This console, as others are told of it. */
    private static String name() {
        try {
            return InetAddress.getLocalHost().getHostName() + ", process " + ProcessHandle.current().pid();
        } catch (UnknownHostException e) {
            return "process " + ProcessHandle.current().pid();
        }
    }

    /** Ends a running drill, and waits until nothing of it is left. */
    @PreDestroy
    void stop() throws InterruptedException {
        var running = thread;
        if (running != null) {
            running.interrupt();
            running.join(20_000);
        }
    }
}
