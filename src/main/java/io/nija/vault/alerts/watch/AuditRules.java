package io.nija.vault.alerts.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

import io.nija.vault.alerts.AlertRule;
import io.nija.vault.alerts.AlertRule.Threshold;
import io.nija.vault.alerts.Finding;
import io.nija.vault.alerts.Severity;
import io.nija.vault.alerts.StatedRule;
import io.nija.vault.audit.AuditCoverage;
import io.nija.vault.audit.AuditDisks;
import io.nija.vault.audit.AuditSearch;
import io.nija.vault.audit.AuditSourceStatus;
import io.nija.vault.vault.AuditedCall;
import io.nija.vault.vault.VaultHealth;
import io.nija.vault.vault.VaultStatus;
import io.nija.vault.vault.VaultUnavailableException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What happens is not put on record, or the record is not read. */
@Configuration(proxyBeanMethods = false)
class AuditRules {

    private static final Duration LOOK = Duration.ofMinutes(1);
    private static final int MEGABYTE = 1_000_000;

    @Bean
    AlertRule auditUnread(AuditSearch audit) {
        return new StatedRule("audit-unread", "An audit log is not read", "Look whether the log is where the setting audit.logs says, and whether the console may read it.",
                Severity.WARNING, Duration.ofSeconds(30), new Threshold(60, "s"),
                seconds -> audit.sources().stream().filter(source -> !source.isReadSince(Instant.now().minusSeconds((long) seconds))).map(source -> new Finding(source.name(), unread(source), "audit")).toList());
    }

    private static String unread(AuditSourceStatus source) {
        if (source.problem() != null) {
            return "The records of " + source.name() + " are not read: " + source.problem();
        }
        return source.readAt() == null ? "The records of " + source.name() + " have never been read"
                : "The records of " + source.name() + " were last read " + Words.span(Duration.between(source.readAt(), Instant.now())) + " ago";
    }

    @Bean
    AlertRule auditBehind(AuditSearch audit) {
        return new StatedRule("audit-behind", "The reading of an audit log is behind", "What happened lately is missing in the audit. Look whether the database is slow, "
                + "and whether something makes very many calls.", Severity.WARNING, Duration.ofMinutes(1), new Threshold(10, "MB"),
                megabytes -> audit.sources().stream().filter(source -> source.behind() > megabytes * MEGABYTE).map(source -> new Finding(source.name(),
                        Words.megabytes(source.behind()) + " of the records of " + source.name() + " wait to be read", "audit")).toList());
    }

    /** More of them are another trouble, so that somebody who knows of the first ones is told. */
    @Bean
    AlertRule auditUnreadable(AuditSearch audit) {
        return new StatedRule("audit-unreadable", "Lines of an audit log cannot be understood", "They are kept as they are. Look at them: is it another version of Vault, "
                + "or has somebody written into the log?", Severity.WARNING, Duration.ZERO, null,
                none -> audit.sources().stream().filter(source -> source.unreadable() > 0).map(source -> new Finding(source.name() + ", "
                        + Words.count(source.unreadable(), "line"), Words.count(source.unreadable(), "line") + " of " + source.name() + " could not be understood", "audit/integrity")).toList());
    }

    @Bean
    AlertRule auditDisk(AuditDisks disks) {
        return new StatedRule("audit-disk", "The disk of an audit log is filling", "Once it is full Vault refuses every request. Make room, or let the log be rotated and moved away.",
                Severity.CRITICAL, Duration.ZERO, new Threshold(10, "% free"),
                percent -> disks.disks().stream().filter(disk -> disk.percentFree() < percent).map(disk -> new Finding(disk.source(),
                        String.format(Locale.ENGLISH, "The disk of the audit log of %s has %.1f %% left, %s", disk.source(), disk.percentFree(), Words.megabytes(disk.free())), null)).toList());
    }

    @Bean
    AlertRule auditBlocked(VaultHealth health, AuditedCall call) {
        var looks = new Seldom<>(Duration.ofSeconds(10), () -> isBlocked(health, call));
        return new StatedRule("audit-blocked", "Vault refuses what it has to put on record", "Most likely it cannot write its audit log. Look at the disk, and at who may write the file.",
                Severity.CRITICAL, Duration.ZERO, null,
                none -> looks.get() ? List.of(new Finding("vault", "Vault answers when asked for its health, and fails calls that it has to put on record", null)) : List.of());
    }

    private static boolean isBlocked(VaultHealth health, AuditedCall call) {
        try {
            call.make();
            return false;
        } catch (VaultUnavailableException e) {
            return e.status() == VaultStatus.DOWN && health.status() == VaultStatus.UP;
        }
    }

    @Bean
    AlertRule coverage(AuditCoverage coverage) {
        var looks = new Seldom<>(LOOK, coverage::current);
        return new StatedRule("coverage", "Calls to Vault are not on record", "Look at what is missing: whether a log was cut off, moved to where it is not read, or changed.",
                Severity.CRITICAL, Duration.ZERO, new Threshold(100, "%"),
                percent -> {
                    var now = looks.get();
                    return now.percent() >= percent ? List.of() : List.of(new Finding("all", Words.count(now.missing(), "call") + " of "
                            + String.format(Locale.ENGLISH, "%,d", now.matched() + now.missing()) + " that should be on record by now are not", "audit/coverage"));
                });
    }
}
