package io.nija.vault.policies.check;

import java.time.Duration;
import java.util.List;

import io.nija.vault.alerts.AlertRule;
import io.nija.vault.alerts.Finding;
import io.nija.vault.alerts.Severity;
import io.nija.vault.alerts.StatedRule;
import io.nija.vault.policies.ZeroKnowledge;
import io.nija.vault.policies.ZeroKnowledgeResult;
import io.nija.vault.policies.ZeroKnowledgeResult.Outcome;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Somebody may do what nobody should, or that cannot be told. */
@Configuration(proxyBeanMethods = false)
class ZeroKnowledgeRule {

    private static final String ADDRESS = "policies/zero-knowledge";

    /** One finding a holder who may too much; one for all that could not be checked. Before the first check there is none. */
    @Bean
    AlertRule zeroKnowledgeRed(ZeroKnowledge checks) {
        return new StatedRule("zero-knowledge-red", "The zero-knowledge check is not green",
                "Take the permission away from whoever has it, and find out in the audit log who gave it to them and whether it was used.",
                Severity.CRITICAL, Duration.ZERO, null, none -> checks.latest().map(ZeroKnowledgeRule::findings).orElse(List.of()));
    }

    private static List<Finding> findings(ZeroKnowledgeResult result) {
        if (result.now() == Outcome.UNKNOWN) {
            return List.of(new Finding("check", "Whether the promise is kept is not known. " + (result.problem() != null ? result.problem()
                    : result.isOld() ? "The last check is older than 15 minutes." : "Some policies could not be looked at."), ADDRESS));
        }
        return result.open().stream().map(ZeroKnowledgeResult.Finding::holder).distinct()
                .map(holder -> new Finding(holder, result.open().stream().filter(one -> one.holder().equals(holder)).findFirst().orElseThrow().text(), ADDRESS)).toList();
    }
}
