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
import io.nija.vault.alerts.StatedRule;
import io.nija.vault.policies.PolicyChange;
import io.nija.vault.policies.PolicyHistory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells of every change of a policy, for an hour. */
@Configuration(proxyBeanMethods = false)
class PolicyChangedRule {

    private static final Duration TOLD_FOR = Duration.ofHours(1);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    @Bean
    AlertRule policyChanged(PolicyHistory history) {
        return new StatedRule("policy-changed", "A policy was changed",
                "Policies change as code, by the provisioning step. Look at what is different, and ask whoever changed it.",
                Severity.WARNING, Duration.ZERO, null, none -> findings(history));
    }

    /** One finding a policy, about its last change. */
    private static List<Finding> findings(PolicyHistory history) {
        var latest = new LinkedHashMap<String, PolicyChange>();
        history.since(Instant.now().minus(TOLD_FOR)).forEach(change -> latest.putIfAbsent(change.policy(), change));
        return latest.values().stream().map(change -> new Finding("policy " + change.policy(),
                "The policy “" + change.policy() + "” was " + change.what() + " at " + TIME.format(change.at())
                        + (change.changedAt() == null ? "; by whom is not in the audit log yet." : " by " + change.who() + "."),
                "policies/text/" + change.policy())).toList();
    }
}
