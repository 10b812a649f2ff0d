package io.nija.vault.backup.drill;

import java.time.Instant;

import io.nija.vault.backup.Backup;
import io.nija.vault.backup.BackupException;
import io.nija.vault.backup.Backups;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Asks for drills when they are due and there is a good backup, and gives up those whose runner has ended. */
@Component
@Profile("!command")
class DrillSchedule {

    private static final Logger log = LoggerFactory.getLogger(DrillSchedule.class);

    private final Drills drills;
    private final Backups backups;
    private final DrillRows rows;

    DrillSchedule(Drills drills, Backups backups, DrillRows rows) {
        this.drills = drills;
        this.backups = backups;
        this.rows = rows;
    }

    @Scheduled(initialDelayString = "${backup.drill.first-due:30s}", fixedDelayString = "${backup.drill.due:30s}")
    @SchedulerLock(name = "drill-schedule")
    void look() {
        try {
            rows.endSilent();
            for (var kind : backups.overview()) {
                if (kind.lastGood() != null && drills.kinds().contains(kind.kind())
                        && drills.next(kind.kind()).filter(time -> !time.isAfter(Instant.now())).isPresent()) {
                    drills.ask(kind.kind(), null, Backup.SCHEDULE);
                }
            }
        } catch (BackupException e) {
            log.debug("Not asked for: {}", e.getMessage());
        } catch (DataAccessException | TransactionException e) {
            log.warn("Whether a restore drill is due cannot be told, as the database is away: {}", e.getMessage());
        }
    }
}
