package io.nija.vault.alerts.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.nija.vault.alerts.AlertRule;
import io.nija.vault.alerts.Finding;
import io.nija.vault.alerts.Severity;
import io.nija.vault.alerts.StatedRule;
import io.nija.vault.alerts.settings.AlertProperties;
import io.nija.vault.audit.AuditVerification;
import io.nija.vault.audit.AuditVerification.Source;
import io.nija.vault.audit.VerificationResult.Outcome;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The records are not as they were read. It has those of the last day verified every few hours, as nobody may do so by hand. */
@Configuration(proxyBeanMethods = false)
class ChainRule {

    private static final Duration RANGE = Duration.ofDays(1);

    @Bean
    AlertRule chainBroken(AuditVerification verification, AlertProperties properties) {
        return new StatedRule("chain-broken", "Audit records are not as they were read",
                "Somebody has changed, removed or put in records. Compare with the log files and the signed heads, and keep copies of both.",
                Severity.CRITICAL, Duration.ZERO, null, none -> findings(verification, properties.verifyEvery()));
    }

    private static List<Finding> findings(AuditVerification verification, Duration every) {
        var sources = verification.sources();
        sources.stream().filter(source -> source.running() == null && source.lines() > 0 && isDue(source, every))
                .forEach(source -> verification.start(source.name(), Instant.now().minus(RANGE)));
        return sources.stream().filter(source -> source.last() != null && source.last().outcome() == Outcome.WRONG).map(ChainRule::finding).toList();
    }

    private static boolean isDue(Source source, Duration every) {
        return source.last() == null || source.last().endedAt().plus(every).isBefore(Instant.now());
    }

    private static Finding finding(Source source) {
        var wrong = source.last() == null ? null : source.last().finding();
        return new Finding(source.name(), "The records of " + source.name() + " are not as they were read"
                + (wrong == null ? "" : ": line " + (wrong.line() + 1) + ": " + wrong.problem()), "audit/integrity");
    }
}
