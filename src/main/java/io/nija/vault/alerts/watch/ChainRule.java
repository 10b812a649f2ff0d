package io.nija.vault.alerts.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.nija.vault.alerts.AlertRule;
import io.nija.vault.alerts.Finding;
import io.nija.vault.alerts.Severity;
import io.nija.vault.alerts.settings.AlertProperties;
import io.nija.vault.audit.AuditVerification;
import io.nija.vault.audit.AuditVerification.Source;
import io.nija.vault.audit.VerificationResult.Outcome;
import org.springframework.stereotype.Component;

/** The records are not as they were read. It has those of the last day verified every few hours, as nobody may do so by hand. */
@Component
class ChainRule implements AlertRule {

    private static final Duration RANGE = Duration.ofDays(1);

    private final AuditVerification verification;
    private final AlertProperties properties;

    ChainRule(AuditVerification verification, AlertProperties properties) {
        this.verification = verification;
        this.properties = properties;
    }

    @Override
    public String name() {
        return "chain-broken";
    }

    @Override
    public String title() {
        return "Audit records are not as they were read";
    }

    @Override
    public String advice() {
        return "Somebody has changed, removed or put in records. Compare with the log files and the signed heads, and keep copies of both.";
    }

    @Override
    public Severity severity() {
        return Severity.CRITICAL;
    }

    @Override
    public Duration patience() {
        return Duration.ZERO;
    }

    @Override
    public List<Finding> check(double threshold) {
        var sources = verification.sources();
        sources.stream().filter(source -> source.running() == null && source.lines() > 0 && isDue(source))
                .forEach(source -> verification.start(source.name(), Instant.now().minus(RANGE)));
        return sources.stream().filter(source -> source.last() != null && source.last().outcome() == Outcome.WRONG).map(ChainRule::finding).toList();
    }

    private boolean isDue(Source source) {
        return source.last() == null || source.last().endedAt().plus(properties.verifyEvery()).isBefore(Instant.now());
    }

    private static Finding finding(Source source) {
        var wrong = source.last() == null ? null : source.last().finding();
        return new Finding(source.name(), "The records of " + source.name() + " are not as they were read"
                + (wrong == null ? "" : ": line " + (wrong.line() + 1) + ": " + wrong.problem()), "audit/integrity");
    }
}
