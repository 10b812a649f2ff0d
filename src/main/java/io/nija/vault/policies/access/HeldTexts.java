package io.nija.vault.policies.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.nija.vault.policies.language.PolicySyntaxException;
import io.nija.vault.policies.language.PolicyText;
import io.nija.vault.vault.PolicyReader;
import org.jspecify.annotations.Nullable;

/** The texts of the policies that somebody holds, and what of them cannot be read. */
final class HeldTexts {

    private final Set<String> policies;
    private final List<NamedRule> rules = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    HeldTexts(PolicyReader reader, Set<String> policies) {
        this.policies = policies;
        for (var name : policies) {
            try {
                reader.text(name).map(PolicyText::parse).ifPresent(text -> text.rules().forEach(rule -> rules.add(new NamedRule(name, rule, rule.path()))));
            } catch (PolicySyntaxException e) {
                problems.add("The policy “" + name + "” is not understood here. " + e.getMessage());
            }
        }
    }

    Set<String> policies() {
        return policies;
    }

    boolean templated() {
        return rules.stream().anyMatch(rule -> rule.rule().isTemplated());
    }

    List<String> templatedPaths() {
        return rules.stream().filter(rule -> rule.rule().isTemplated()).map(NamedRule::path).toList();
    }

    /** As they are for a person; for nobody in particular, those with templates do not exist. */
    List<NamedRule> rules(@Nullable Person person) {
        return rules.stream().flatMap(rule -> path(rule, person).map(path -> new NamedRule(rule.policy(), rule.rule(), path)).stream()).toList();
    }

    private static Optional<String> path(NamedRule rule, @Nullable Person person) {
        if (!rule.rule().isTemplated()) {
            return Optional.of(rule.path());
        }
        return person == null ? Optional.empty() : person.fill(rule.path());
    }

    /** As a sentence; null when all is understood. */
    @Nullable String unreadable() {
        return problems.isEmpty() ? null : String.join(" ", problems);
    }
}
