package io.nija.vault.policies.check;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import io.nija.vault.base.ConsoleException;
import io.nija.vault.policies.ZeroKnowledgeResult;
import io.nija.vault.policies.ZeroKnowledgeResult.Finding;
import io.nija.vault.policies.ZeroKnowledgeResult.Holder;
import io.nija.vault.policies.ZeroKnowledgeResult.Outcome;
import io.nija.vault.policies.ZeroKnowledgeResult.State;
import io.nija.vault.policies.access.Acl;
import io.nija.vault.policies.access.NamedRule;
import io.nija.vault.policies.access.Person;
import io.nija.vault.policies.language.PolicySyntaxException;
import io.nija.vault.policies.language.PolicyText;
import io.nija.vault.vault.Capabilities;
import io.nija.vault.vault.PolicyHolder;
import io.nija.vault.vault.PolicyHolder.Kind;
import io.nija.vault.vault.PolicyReader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One check of the promise. Whoever gets policies in this vault is looked at; whether a way is open to them is Vault's own
 * answer. What cannot be told is unknown, and never kept.
 */
final class Check {

    private static final Logger log = LoggerFactory.getLogger(Check.class);

    private final PolicyReader reader;
    private final Capabilities capabilities;
    private final Map<String, List<NamedRule>> rules = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<Holder> holders = new ArrayList<>();
    private @Nullable Person probe;

    Check(PolicyReader reader, Capabilities capabilities) {
        this.reader = reader;
        this.capabilities = capabilities;
    }

    ZeroKnowledgeResult run(String occasion) {
        String problem = null;
        try {
            probe = new Person(reader.probe().orElseThrow(() -> new IllegalStateException("Vault has no identity “policy-probe”. Provision it anew.")));
            for (var holder : sorted(reader.holders())) {
                holders.add(new Holder(holder.title(), holder.kind().label(), holder.policies()));
                look(holder);
            }
        } catch (ConsoleException | IllegalStateException e) {
            log.warn("The zero-knowledge check could not be completed: {}", e.getMessage());
            problem = e.getMessage();
        }
        return new ZeroKnowledgeResult(Instant.now(), outcome(problem), occasion, problem, List.copyOf(holders), List.copyOf(findings));
    }

    private Outcome outcome(@Nullable String problem) {
        if (findings.stream().anyMatch(finding -> finding.state() == State.OPEN)) {
            return Outcome.BROKEN;
        }
        return problem != null || findings.stream().anyMatch(finding -> finding.state() == State.UNKNOWN) ? Outcome.UNKNOWN : Outcome.KEPT;
    }

    private static List<PolicyHolder> sorted(List<PolicyHolder> holders) {
        return holders.stream().sorted(Comparator.comparing(PolicyHolder::kind).thenComparing(PolicyHolder::title)).toList();
    }

    private void look(PolicyHolder holder) {
        if (holder.kind() == Kind.UNREADABLE) {
            unknown(holder, "Who gets which policies by the auth method “" + holder.method() + "” (" + holder.name() + ") cannot be read.");
        } else if (holder.isProbe()) {
            probeRole(holder);
        } else if (holder.policies().contains("root")) {
            findings.add(new Finding(holder.title(), EscalationRoute.VALUES.name(), State.OPEN, "", List.of("root"), "", holder.title() + " has the policy root, which may do anything."));
        } else {
            try {
                ask(holder);
            } catch (IllegalStateException e) {
                unknown(holder, "What " + holder.title() + " may do could not be found out. " + e.getMessage());
            }
        }
    }

    private void unknown(PolicyHolder holder, String text) {
        EscalationRoute.ALL.forEach(route -> findings.add(new Finding(holder.title(), route.name(), State.UNKNOWN, "", List.of(), "", text)));
    }

    /** Its tokens carry any policy, and all that keeps them harmless is where they may be used from. */
    private void probeRole(PolicyHolder holder) {
        boolean harmless = reader.probeIsHarmless();
        findings.add(new Finding(holder.title(), EscalationRoute.TOKENS.name(), harmless ? State.STATED : State.OPEN, "", List.of(), "", harmless
                ? "Its tokens may carry any policy and are bound to an address that nobody can have, so they open nothing."
                : "Its tokens may carry any policy and are not bound any more to an address that nobody can have."));
    }

    private void ask(PolicyHolder holder) {
        var own = holder.policies().stream().flatMap(policy -> rules(policy).stream()).toList();
        var paths = own.stream().map(NamedRule::path).distinct().toList();
        var questions = new HashMap<EscalationRoute, List<String>>();
        EscalationRoute.ALL.forEach(route -> questions.put(route, route.questions(paths).toList()));
        var answers = capabilities.of(holder.policies(), questions.values().stream().flatMap(List::stream).toList());
        var acl = new Acl(own);
        EscalationRoute.ALL.forEach(route -> questions.get(route).forEach(path -> judge(holder, route, path, answers.get(path), acl)));
    }

    private void judge(PolicyHolder holder, EscalationRoute route, String path, Set<String> answer, Acl acl) {
        var forbidden = new TreeSet<>(answer);
        forbidden.retainAll(route.forbidden());
        if (forbidden.isEmpty()) {
            return;
        }
        var rule = acl.decide(path).deciding().stream().map(NamedRule::place).reduce((one, other) -> one + "; " + other).orElse("");
        var exemption = Exemption.of(holder.title(), route, path, forbidden);
        var state = exemption.isPresent() ? State.STATED : State.OPEN;
        if (findings.stream().anyMatch(known -> known.holder().equals(holder.title()) && known.route().equals(route.name()) && known.state() == state
                && known.rule().equals(rule))) {
            return;
        }
        findings.add(new Finding(holder.title(), route.name(), state, path, List.copyOf(forbidden), rule,
                exemption.map(Exemption::why).orElseGet(() -> holder.title() + " may " + String.join(", ", forbidden) + " at " + path
                        + (rule.isEmpty() ? "." : ", by " + rule + "."))));
    }

    /** Without its rules, a permission that is for one person's path alone would not be found, so nothing is said then. */
    private List<NamedRule> rules(String policy) {
        return rules.computeIfAbsent(policy, name -> {
            var text = reader.text(name);
            if (text.isEmpty()) {
                return List.of();
            }
            try {
                return PolicyText.parse(text.get()).rules().stream()
                        .flatMap(rule -> Optional.ofNullable(probe).flatMap(person -> person.fill(rule.path())).map(path -> new NamedRule(name, rule, path)).stream())
                        .toList();
            } catch (PolicySyntaxException e) {
                throw new IllegalStateException("The policy “" + name + "” is not understood. " + e.getMessage());
            }
        });
    }
}
