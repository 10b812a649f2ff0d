package io.nija.vault.alerts.engine;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.nija.vault.alerts.AlertRule;
import io.nija.vault.alerts.settings.AlertProperties;
import io.nija.vault.alerts.settings.AlertProperties.RuleSettings;
import io.nija.vault.base.StartupException;
import org.springframework.stereotype.Component;

/** All rules there are, as they are set here. */
@Component
class Rules {

    private final Map<String, ConfiguredRule> rules;

    /** @throws StartupException when settings are for a rule that is not there, or do not fit it */
    Rules(List<AlertRule> rules, AlertProperties properties) {
        var settings = new HashMap<String, RuleSettings>();
        properties.rules().forEach((name, value) -> settings.put(plain(name), value));
        this.rules = rules.stream().map(rule -> ConfiguredRule.of(rule, settings.remove(plain(rule.name()))))
                .collect(Collectors.toUnmodifiableMap(ConfiguredRule::name, rule -> rule));
        if (!settings.isEmpty()) {
            var unknown = properties.rules().keySet().stream().filter(name -> settings.containsKey(plain(name))).sorted().toList();
            throw new StartupException("alerts.rules: there is no rule %s. There are: %s."
                    .formatted(String.join(", ", unknown), String.join(", ", new TreeSet<>(this.rules.keySet()))));
        }
    }

    /** A variable of the environment has no hyphens. */
    private static String plain(String name) {
        return name.replace("-", "").toLowerCase(Locale.ROOT);
    }

    List<ConfiguredRule> all() {
        return rules.values().stream().sorted(Comparator.comparing(rule -> rule.rule().title())).toList();
    }

    Optional<ConfiguredRule> find(String name) {
        return Optional.ofNullable(rules.get(name));
    }
}
