package io.nija.vault.backup.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.nija.vault.alerts.AlertRule;
import io.nija.vault.alerts.AlertRule.Threshold;
import io.nija.vault.alerts.Finding;
import io.nija.vault.alerts.Severity;
import io.nija.vault.alerts.StatedRule;
import io.nija.vault.audit.AuditWatch;
import io.nija.vault.backup.Backup;
import io.nija.vault.backup.BackupOverview;
import io.nija.vault.backup.BackupState;
import io.nija.vault.backup.Backups;
import io.nija.vault.backup.settings.BackupProperties;
import io.nija.vault.base.ui.Times;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** There is no backup to go back to, or not one to rely on. Only backups that were read back whole count. */
@Configuration(proxyBeanMethods = false)
class BackupRules {

    private static final String LOOK = "backups";

    @Bean
    AlertRule backupOld(Backups backups, BackupRows rows, AuditWatch audit) {
        return new StatedRule("backup-old", "There is no recent backup", "Look on the page Backups what keeps them from being made, and make one by hand.",
                Severity.CRITICAL, Duration.ZERO, new Threshold(25, "h"), hours -> {
                    var before = Instant.now().minusSeconds((long) (hours * 3600));
                    var missing = backups.missing();
                    if (missing.isPresent()) {
                        var watched = audit.beginning();
                        return watched == null || watched.isAfter(before) ? List.of()
                                : List.of(new Finding("setup", "Nothing is backed up. " + missing.get(), LOOK));
                    }
                    return backups.overview().stream().filter(kind -> kind.next() != null || kind.lastGood() != null)
                            .flatMap(kind -> old(kind, rows, before).stream()).toList();
                });
    }

    private static Optional<Finding> old(BackupOverview kind, BackupRows rows, Instant before) {
        var last = kind.lastGood();
        if (last != null) {
            return last.began().isAfter(before) ? Optional.empty()
                    : Optional.of(new Finding(kind.kind().label(), "The last good backup of " + kind.kind().title() + " is " + Times.span(last.began()) + " old", LOOK));
        }
        return rows.first(kind.kind()).filter(first -> first.isBefore(before))
                .map(first -> new Finding(kind.kind().label(), "There is no good backup of " + kind.kind().title() + ", " + Times.span(first) + " after the first was begun", LOOK));
    }

    @Bean
    AlertRule backupFailed(Backups backups) {
        return new StatedRule("backup-failed", "A backup failed", "Look at what it says went wrong. It is tried again by itself; make one by hand once that is mended.",
                Severity.WARNING, Duration.ZERO, null, none -> backups.overview().stream().map(BackupOverview::last)
                        .filter(last -> last != null && last.state() == BackupState.FAILED)
                        .map(last -> new Finding(last.kind().label(), "The last backup of %s, %s, failed: %s".formatted(last.kind().title(), last.name(), last.problem()), LOOK)).toList());
    }

    @Bean
    AlertRule backupDamaged(BackupRows rows, BackupProperties properties) {
        return new StatedRule("backup-damaged", "A stored backup is damaged or gone",
                "Somebody or something has changed the store. Find out who can write there, verify the other backups, and make a new one.",
                Severity.CRITICAL, Duration.ZERO, null, none -> rows.in(BackupState.DAMAGED, BackupState.MISSING).stream()
                        .filter(backup -> backup.began().isAfter(Instant.now().minus(properties.keep())))
                        .map(backup -> new Finding(backup.name(), "The backup %s: %s".formatted(backup.name(), why(backup)), LOOK)).toList());
    }

    private static String why(Backup backup) {
        return backup.problem() == null ? backup.state().label() : backup.problem();
    }
}
