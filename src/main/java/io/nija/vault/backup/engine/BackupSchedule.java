package io.nija.vault.backup.engine;

import java.time.Instant;
import java.util.List;

import io.nija.vault.backup.Backup;
import io.nija.vault.backup.BackupException;
import io.nija.vault.backup.Backups;
import io.nija.vault.backup.archive.BackupSource;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Begins what is due, and gives up what a console had begun that has ended. One console at a time looks, or two might begin the same. */
@Component
@Profile("!command")
class BackupSchedule {

    private static final Logger log = LoggerFactory.getLogger(BackupSchedule.class);

    private final Backups backups;
    private final List<BackupSource> sources;
    private final Due due;
    private final BackupRows rows;

    BackupSchedule(Backups backups, List<BackupSource> sources, Due due, BackupRows rows) {
        this.backups = backups;
        this.sources = sources;
        this.due = due;
        this.rows = rows;
    }

    @Scheduled(initialDelayString = "${backup.first-look:10s}", fixedDelayString = "${backup.look:10s}")
    @SchedulerLock(name = "backup-schedule")
    void look() {
        try {
            for (var name : rows.endSilent()) {
                log.warn("The backup {} failed, as the console that made it has ended", name);
            }
            if (backups.missing().isEmpty()) {
                sources.stream().filter(source -> source.missing() == null).forEach(this::startIfDue);
            }
        } catch (DataAccessException | TransactionException e) {
            log.warn("Whether a backup is due cannot be told, as the database is away: {}", e.getMessage());
        }
    }

    private void startIfDue(BackupSource source) {
        if (due.next(source.kind()).filter(time -> !time.isAfter(Instant.now())).isPresent()) {
            try {
                backups.start(source.kind(), Backup.SCHEDULE);
            } catch (BackupException e) {
                log.debug("Not begun: {}", e.getMessage());
            }
        }
    }
}
