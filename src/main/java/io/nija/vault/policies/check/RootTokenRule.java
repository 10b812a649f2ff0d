package io.nija.vault.policies.check;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import io.nija.vault.alerts.AlertRule;
import io.nija.vault.alerts.Finding;
import io.nija.vault.alerts.Severity;
import io.nija.vault.audit.AuditFilter;
import io.nija.vault.audit.AuditSearch;
import io.nija.vault.audit.Operation;
import org.springframework.stereotype.Component;

/** Somebody uses a root token, which is meant to be made for an errand and revoked at its end. */
@Component
class RootTokenRule implements AlertRule {

    private static final Duration LATELY = Duration.ofMinutes(15);

    private final AuditSearch audit;

    RootTokenRule(AuditSearch audit) {
        this.audit = audit;
    }

    @Override
    public String name() {
        return "root-token-used";
    }

    @Override
    public String title() {
        return "A root token is in use";
    }

    @Override
    public String advice() {
        return "A root token may do anything. Make sure that it belongs to an errand that is known, and that it is revoked at its end.";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public Duration patience() {
        return Duration.ZERO;
    }

    @Override
    public List<Finding> check(double threshold) {
        var now = Instant.now();
        var filter = new AuditFilter(now.minus(LATELY), now, null, null, null, null, null, null, null, null, null, null, null, "root");
        var used = audit.page(filter, null, 500).stream().filter(RootTokenRule::isByRoot).toList();
        return used.isEmpty() ? List.of() : List.of(new Finding("root", "A root token was used " + (used.size() == 1 ? "once" : used.size() + " times")
                + " in the last 15 minutes, last from " + used.getFirst().address() + " for " + used.getFirst().operation() + " " + used.getFirst().path() + ".",
                "audit?text=root"));
    }

    private static boolean isByRoot(Operation operation) {
        return Arrays.asList(operation.policies().split("[,\\s]+")).contains("root");
    }
}
