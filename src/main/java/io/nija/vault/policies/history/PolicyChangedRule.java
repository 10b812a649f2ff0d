package io.nija.vault.policies.history;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;

import io.nija.vault.alerts.AlertRule;
import io.nija.vault.alerts.Finding;
import io.nija.vault.alerts.Severity;
import io.nija.vault.policies.PolicyChange;
import io.nija.vault.policies.PolicyHistory;
import org.springframework.stereotype.Component;

/** Tells of every change of a policy, for an hour. */
@Component
class PolicyChangedRule implements AlertRule {

    private static final Duration TOLD_FOR = Duration.ofHours(1);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private final PolicyHistory history;

    PolicyChangedRule(PolicyHistory history) {
        this.history = history;
    }

    @Override
    public String name() {
        return "policy-changed";
    }

    @Override
    public String title() {
        return "A policy was changed";
    }

    @Override
    public String advice() {
        return "Policies change as code, by the provisioning step. Look at what is different, and ask whoever changed it.";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public Duration patience() {
        return Duration.ZERO;
    }

    /** One finding a policy, about its last change. */
    @Override
    public List<Finding> check(double threshold) {
        var latest = new LinkedHashMap<String, PolicyChange>();
        history.since(Instant.now().minus(TOLD_FOR)).forEach(change -> latest.putIfAbsent(change.policy(), change));
        return latest.values().stream().map(change -> new Finding("policy " + change.policy(),
                "The policy “" + change.policy() + "” was " + change.what() + " at " + TIME.format(change.at())
                        + (change.changedAt() == null ? "; by whom is not in the audit log yet." : " by " + change.who() + "."),
                "policies/text/" + change.policy())).toList();
    }
}
