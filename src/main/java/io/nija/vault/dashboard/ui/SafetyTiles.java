package io.nija.vault.dashboard.ui;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.nija.vault.alerts.Alert;
import io.nija.vault.alerts.Alerts;
import io.nija.vault.alerts.Severity;
import io.nija.vault.backup.Backup;
import io.nija.vault.backup.BackupOverview;
import io.nija.vault.backup.BackupState;
import io.nija.vault.backup.Backups;
import io.nija.vault.base.ui.Figures;
import io.nija.vault.base.ui.Times;
import io.nija.vault.policies.ZeroKnowledge;
import io.nija.vault.policies.ZeroKnowledgeResult;
import io.nija.vault.security.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** What is wrong, whether the promise is kept, and whether there is a way back. */
@Configuration
class SafetyTiles {

    private static final Duration BACKUP_AGE = Duration.ofHours(25);

    @Bean
    @Order(5)
    TileSource alertsTile(Alerts alerts) {
        return TileSource.of(Role.ADMIN, "Alerts", "alerts", () -> alerts(alerts.open()));
    }

    @Bean
    @Order(40)
    TileSource promiseTile(ZeroKnowledge promise) {
        return TileSource.of(Role.ADMIN, "Zero knowledge", "policies/zero-knowledge", () -> promise(promise.latest().orElse(null)));
    }

    /** The same in plain words for those who have no view of policies. */
    @Bean
    @Order(95)
    TileSource promiseToUsersTile(ZeroKnowledge promise) {
        return new TileSource(Set.of(Role.USER, Role.SUPPORT), "Who can read API keys", null, () -> promiseToUsers(promise.latest().orElse(null)));
    }

    @Bean
    @Order(60)
    TileSource backupTile(Backups backups) {
        return TileSource.of(Role.ADMIN, "Last backup", "backups", () -> backup(backups.missing(), backups.overview(), Instant.now()));
    }

    static Reading alerts(Alerts.Open open) {
        if (open.total() == 0) {
            return Reading.of(Mood.GOOD, "None", "Nothing is wrong by any rule.");
        }
        var counts = open.bySeverity().entrySet().stream().filter(count -> count.getValue() > 0)
                .map(count -> Figures.of(count.getValue()) + " " + count.getKey().label().toLowerCase(Locale.ROOT)).collect(Collectors.joining(", "));
        var worst = open.alerts().getFirst();
        boolean taken = open.alerts().stream().allMatch(alert -> alert.acknowledged() != null);
        return Reading.of(mood(worst, taken), Figures.of(open.total()) + " open", counts + ". " + worst.text() + (worst.text().endsWith(".") ? "" : "."));
    }

    private static Mood mood(Alert worst, boolean taken) {
        return worst.severity() == Severity.CRITICAL && !taken ? Mood.BAD : worst.severity() == Severity.INFO ? Mood.PLAIN : Mood.WATCH;
    }

    static Reading promise(@Nullable ZeroKnowledgeResult last) {
        if (last == null) {
            return Reading.unknown("It has not been checked yet.");
        }
        var checked = "Checked " + Times.ago(last.at()) + ".";
        return switch (last.now()) {
            case KEPT -> Reading.of(Mood.GOOD, "Kept", "Nobody of the staff can read a value. " + checked);
            case BROKEN -> Reading.of(Mood.BAD, "Broken", Figures.of(last.open().size(), "way") + (last.open().size() == 1 ? " is" : " are") + " open. " + checked);
            case UNKNOWN -> Reading.of(Mood.UNKNOWN, "Not known", (last.isOld() ? "The last check is too old. " : "It could not be checked completely. ") + checked);
        };
    }

    static Reading promiseToUsers(@Nullable ZeroKnowledgeResult last) {
        if (last == null) {
            return Reading.unknown("It has not been checked yet.");
        }
        var text = last.sentence() + " Last check: " + Times.ago(last.at()) + ".";
        return switch (last.now()) {
            case KEPT -> Reading.of(Mood.GOOD, "Nobody of the staff", text);
            case BROKEN -> Reading.of(Mood.BAD, "Somebody of the staff", text);
            case UNKNOWN -> Reading.of(Mood.UNKNOWN, "Not known", text);
        };
    }

    /** By backups that were read back whole. The kind that is worst off counts. */
    static Reading backup(Optional<String> missing, List<BackupOverview> kinds, Instant now) {
        var made = kinds.stream().filter(kind -> kind.next() != null || kind.lastGood() != null).toList();
        if (missing.isPresent() || made.isEmpty()) {
            return Reading.of(Mood.WATCH, "Not set up", missing.orElse("No backups are planned."));
        }
        var none = made.stream().filter(kind -> kind.lastGood() == null).findFirst();
        if (none.isPresent()) {
            var last = none.get().last();
            return Reading.of(Mood.WATCH, "None yet", none.get().running() != null ? "The first backup of " + none.get().kind().title() + " is being made."
                    : last == null ? "There is no backup of " + none.get().kind().title() + " yet." : "The last attempt failed " + Times.ago(last.began()) + ".");
        }
        var oldest = made.stream().map(kind -> Objects.requireNonNull(kind.lastGood())).min(Comparator.comparing(Backup::began)).orElseThrow();
        var failed = made.stream().map(BackupOverview::last).filter(last -> last != null && last.state() == BackupState.FAILED).findFirst();
        boolean old = oldest.began().plus(BACKUP_AGE).isBefore(now);
        return Reading.of(old ? Mood.BAD : failed.isPresent() ? Mood.WATCH : Mood.GOOD, Times.ago(oldest.began()),
                failed.map(last -> "An attempt failed after that, " + Times.ago(last.began()) + ".")
                        .orElse("Of " + oldest.kind().title() + ", read back whole. " + Figures.of(made.size(), "kind") + " of backups."));
    }
}
