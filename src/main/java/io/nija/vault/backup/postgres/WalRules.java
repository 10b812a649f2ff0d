package io.nija.vault.backup.postgres;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import io.nija.vault.alerts.AlertRule;
import io.nija.vault.alerts.AlertRule.Threshold;
import io.nija.vault.alerts.Finding;
import io.nija.vault.alerts.Severity;
import io.nija.vault.alerts.StatedRule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The archive of WAL does not keep up, so that not every minute can be recovered. */
@Configuration(proxyBeanMethods = false)
class WalRules {

    private static final String VIEW = "backups";

    @Bean
    AlertRule walArchiveBehind(WalArchiveStates states) {
        return new StatedRule("wal-archive-behind", "The WAL archive is behind", "Look at what keeps it: the store, the database, or the role that backs it up.",
                Severity.CRITICAL, Duration.ZERO, new Threshold(5, "min"), minutes -> states.all().stream()
                        .filter(state -> since(state).plusSeconds((long) (minutes * 60)).isBefore(Instant.now()))
                        .map(state -> new Finding(state.kind().label(), text(state), VIEW)).toList());
    }

    private static Instant since(WalArchiveState state) {
        return Objects.requireNonNullElse(state.covered(), state.began());
    }

    private static String text(WalArchiveState state) {
        return "What was committed to %s in the last %d minutes cannot be recovered yet%s".formatted(state.kind().label(),
                Duration.between(since(state), Instant.now()).toMinutes(), state.problem() == null ? "" : ": " + state.problem());
    }

    @Bean
    AlertRule walArchiveBacklog(WalArchiveStates states) {
        return new StatedRule("wal-archive-backlog", "A database keeps much WAL for the archive",
                "The server keeps it until it is archived, up to its max_slot_wal_keep_size. Look at what keeps the archive, and at the server's disk.",
                Severity.WARNING, Duration.ZERO, new Threshold(1000, "MB"), megabytes -> states.all().stream()
                        .filter(state -> state.behindBytes() > megabytes * 1e6)
                        .map(state -> new Finding(state.kind().label(), String.format(Locale.ENGLISH, "The server of %s keeps %,.0f MB of WAL that is not archived",
                                state.kind().label(), state.behindBytes() / 1e6), VIEW)).toList());
    }

    @Bean
    AlertRule walArchiveGap(WalArchiveStates states) {
        return new StatedRule("wal-archive-gap", "WAL was lost before it was archived",
                "Make a base backup now: from then on every minute can be recovered again. The time between is lost.",
                Severity.CRITICAL, Duration.ZERO, null, none -> states.all().stream().filter(state -> state.gap() != null)
                        .map(state -> new Finding(state.kind().label(), Objects.requireNonNull(state.gap()), VIEW)).toList());
    }
}
