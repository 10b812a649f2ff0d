package io.nija.vault.dashboard.ui;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.nija.vault.backup.BackupKind;
import io.nija.vault.backup.drill.Drill;
import io.nija.vault.backup.drill.DrillState;
import io.nija.vault.backup.drill.Drills;
import io.nija.vault.base.ui.Figures;
import io.nija.vault.base.ui.Times;
import io.nija.vault.security.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Whether the way back was tried. */
@Configuration
class DrillTile {

    private static final Duration OLD = Duration.ofDays(9);

    @Bean
    @Order(61)
    TileSource drillsTile(Drills drills) {
        return TileSource.of(Role.ADMIN, "Last restore drill", "backups/drills",
                () -> drill(drills.latest(BackupKind.VAULT_SNAPSHOT), drills.latestPassed(BackupKind.VAULT_SNAPSHOT), Instant.now()));
    }

    static Reading drill(Optional<Drill> latest, Optional<Drill> passed, Instant now) {
        if (latest.isEmpty()) {
            return Reading.of(Mood.WATCH, "None yet", "Nobody knows whether a backup brings everything back.");
        }
        var last = latest.get();
        if (last.state() == DrillState.FAILED) {
            return Reading.of(Mood.BAD, "Failed", Times.ago(last.asked()) + ". " + passed.map(drill -> "The last that passed was " + Times.ago(drill.asked()) + ".").orElse("None has passed so far."));
        }
        if (passed.isEmpty()) {
            return Reading.of(Mood.WATCH, last.state().label(), "It is the first.");
        }
        var drill = passed.get();
        var took = drill.recovery() == null ? "" : " in " + Figures.of(Math.max(1, drill.recovery().toSeconds()), "second");
        return Reading.of(drill.asked().plus(OLD).isBefore(now) ? Mood.WATCH : Mood.GOOD, Times.ago(drill.asked()), "All was there, restored" + took + ".");
    }
}
