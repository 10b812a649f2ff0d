package io.nija.vault.alerts.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.nija.vault.alerts.AlertRule;
import io.nija.vault.alerts.AlertRule.Threshold;
import io.nija.vault.alerts.Finding;
import io.nija.vault.alerts.Severity;
import io.nija.vault.alerts.StatedRule;
import io.nija.vault.audit.AuditWatch;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** There is no backup to go back to, by what Vault's audit log says of those who make them. */
@Configuration(proxyBeanMethods = false)
class BackupRules {

    private static final String LOOK = Words.audit(Map.of("text", "sys/storage/raft/snapshot", "role", "backup", "range", "7d"));

    @Bean
    AlertRule backupOld(AuditWatch audit) {
        return new StatedRule("backup-old", "There is no recent backup", "Look whether the job that makes backups runs, and make one by hand.",
                Severity.CRITICAL, Duration.ZERO, new Threshold(25, "h"), hours -> {
                    var last = audit.backups().lastDone();
                    var since = last == null ? audit.beginning() : last;
                    if (since == null || since.plusSeconds((long) (hours * 3600)).isAfter(Instant.now())) {
                        return List.of();
                    }
                    var span = Words.span(Duration.between(since, Instant.now()));
                    return List.of(new Finding("vault", last == null ? "No backup was ever made, as far as the audit logs of the last " + span + " tell"
                            : "The last backup is " + span + " old", LOOK));
                });
    }

    @Bean
    AlertRule backupFailed(AuditWatch audit) {
        return new StatedRule("backup-failed", "A backup failed", "Look at what Vault answered, and make a backup by hand once that is mended.",
                Severity.WARNING, Duration.ZERO, null, none -> {
                    var backups = audit.backups();
                    var failed = backups.lastFailed();
                    return failed == null || backups.lastDone() != null && backups.lastDone().isAfter(failed) ? List.of()
                            : List.of(new Finding("vault", "The last attempt to take a snapshot failed" + (backups.error() == null ? "" : ": " + backups.error().strip()), LOOK));
                });
    }
}
