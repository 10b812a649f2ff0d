package io.nija.vault.alerts.engine;

import java.time.Duration;
import java.util.List;

import io.nija.vault.alerts.AlertRule;
import io.nija.vault.alerts.AlertRule.Threshold;
import io.nija.vault.alerts.Finding;
import io.nija.vault.alerts.Severity;
import io.nija.vault.alerts.settings.AlertProperties.RuleSettings;
import io.nija.vault.base.StartupException;
import org.jspecify.annotations.Nullable;

/** A rule with the settings of this console. */
record ConfiguredRule(AlertRule rule, boolean enabled, Severity severity, Duration patience, @Nullable Threshold threshold) {

    /** @throws StartupException when a setting does not fit the rule */
    static ConfiguredRule of(AlertRule rule, @Nullable RuleSettings settings) {
        var own = rule.threshold();
        if (settings == null) {
            return new ConfiguredRule(rule, true, rule.severity(), rule.patience(), own);
        }
        if (settings.threshold() != null && own == null) {
            throw new StartupException("alerts.rules.%s.threshold: this rule has no threshold.".formatted(rule.name()));
        }
        if (settings.patience() != null && settings.patience().isNegative()) {
            throw new StartupException("alerts.rules.%s.patience must not be negative.".formatted(rule.name()));
        }
        return new ConfiguredRule(rule, settings.enabled() == null || settings.enabled(),
                settings.severity() == null ? rule.severity() : settings.severity(),
                settings.patience() == null ? rule.patience() : settings.patience(),
                own == null || settings.threshold() == null ? own : new Threshold(settings.threshold(), own.unit()));
    }

    String name() {
        return rule.name();
    }

    List<Finding> check() {
        return rule.check(threshold == null ? 0 : threshold.value());
    }
}
