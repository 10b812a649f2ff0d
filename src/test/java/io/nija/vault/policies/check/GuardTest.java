package io.nija.vault.policies.check;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;

import io.nija.vault.alerts.AlertRule;
import io.nija.vault.policies.PolicyHistory;
import io.nija.vault.policies.ZeroKnowledge;
import io.nija.vault.policies.ZeroKnowledgeResult.Outcome;
import io.nija.vault.policies.history.PolicyWrites;
import io.nija.vault.testing.ConsoleTest;
import io.nija.vault.testing.VaultCaller;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** On the running stack, whose vault was provisioned by a root token a moment ago. */
@ConsoleTest
class GuardTest {

    @Value("${vault.addr}")
    URI address;
    @Value("${local.operator-role-id}")
    String roleId;
    @Value("${local.operator-secret-id}")
    String secretId;
    @Autowired
    ZeroKnowledge checks;
    @Autowired
    PolicyHistory history;
    @Autowired
    PolicyWrites writes;
    @Autowired
    ObjectProvider<AlertRule> rules;

    @Test
    void theStackKeepsThePromiseFromItsStartOn() {
        await().until(() -> checks.latest().isPresent());

        assertThat(checks.latest()).get().satisfies(result -> assertThat(result.outcome()).as("%s", result).isEqualTo(Outcome.KEPT));
        await().untilAsserted(() -> assertThat(history.of("support")).isNotEmpty());
    }

    @Test
    void theAuditLogKnowsWhoWroteThePolicies() {
        await().untilAsserted(() ->
                assertThat(writes.between(Instant.now().minus(Duration.ofDays(1)), Instant.now())).extracting(operation -> operation.path())
                        .contains("sys/policies/acl/support", "auth/jwt/role/support", "auth/approle/role/console", "auth/token/roles/policy-probe")
                        .doesNotContain("auth/approle/role/console/secret-id/lookup"));
    }

    @Test
    void aWriteThatTheAuditLogShowsBringsACheckWithinSeconds() {
        await().until(() -> checks.latest().isPresent());
        var path = "auth/approle/role/migration/secret-id";
        var before = checks.latest().orElseThrow().at();

        assertThat(VaultCaller.byAppRole(address, roleId, secretId).send("POST", path).ok()).isTrue();

        await().untilAsserted(() -> assertThat(checks.history(5)).anySatisfy(result -> {
            assertThat(result.at()).isAfter(before);
            assertThat(result.occasion()).isEqualTo("change of " + path);
        }));
    }

    @Test
    void theRulesOfPoliciesAreThere() {
        assertThat(rules.stream().map(AlertRule::name)).contains("zero-knowledge-red", "policy-changed");
    }
}
