package io.nija.vault.backup.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import io.nija.vault.alerts.AlertRule;
import io.nija.vault.alerts.AlertRule.Threshold;
import io.nija.vault.alerts.Finding;
import io.nija.vault.alerts.Severity;
import io.nija.vault.alerts.StatedRule;
import io.nija.vault.backup.BackupKind;
import io.nija.vault.backup.Backups;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Backups that nobody has shown to bring everything back. */
@Configuration(proxyBeanMethods = false)
class DrillRules {

    private static final String VIEW = "backups/drills";

    @Bean
    AlertRule drillFailed(Drills drills) {
        return new StatedRule("drill-failed", "A restore drill failed", "See under Restore drills what it says, and do another once that is mended. Until one passes, do not rely on the backups.",
                Severity.CRITICAL, Duration.ZERO, null, none -> find(drills.kinds(), kind -> lastEnded(drills, kind).filter(drill -> drill.state() == DrillState.FAILED)
                        .map(drill -> new Finding(kind.label(), "The restore drill of %s failed: %s".formatted(drill.backup() == null ? kind.label() : drill.backup(), drill.problem()), VIEW))));
    }

    /** While another one runs, the one before still counts. */
    private static Optional<Drill> lastEnded(Drills drills, BackupKind kind) {
        return drills.page(null, 20).stream().filter(drill -> drill.kind() == kind && !drill.state().isOpen()).findFirst();
    }

    @Bean
    AlertRule drillOverdue(Drills drills, Backups backups) {
        return new StatedRule("drill-overdue", "No restore drill has passed for long", "Do one under Restore drills. If none begins, look whether a console runs where the key for drills is.",
                Severity.WARNING, Duration.ZERO, new Threshold(9, "d"), days -> {
                    var before = Instant.now().minusSeconds((long) (days * 86_400));
                    // Of each kind that is backed up, also of those that no console can drill.
                    return find(List.of(BackupKind.values()), kind -> {
                        var passed = drills.latestPassed(kind);
                        var since = passed.map(Drill::asked).or(() -> firstBackup(backups, kind));
                        return since.filter(time -> time.isBefore(before)).map(time -> new Finding(kind.label(), passed.isPresent()
                                ? "The last restore drill of %s that passed was %d days ago".formatted(kind.label(), Duration.between(time, Instant.now()).toDays())
                                : "No restore drill of %s has ever passed".formatted(kind.label()), VIEW));
                    });
                });
    }

    /** About: without any drill, the oldest backup that the console still lists tells since when there could have been one. */
    private static Optional<Instant> firstBackup(Backups backups, BackupKind kind) {
        return backups.page(null, 1000).stream().filter(backup -> backup.kind() == kind && backup.verified() != null).reduce((newer, older) -> older)
                .map(backup -> backup.began());
    }

    private static List<Finding> find(List<BackupKind> kinds, Function<BackupKind, Optional<Finding>> finds) {
        return kinds.stream().map(finds).flatMap(Optional::stream).toList();
    }
}
