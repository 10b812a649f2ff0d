package io.nija.vault.policies.check;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.nija.vault.alerts.AlertRule;
import io.nija.vault.alerts.Severity;
import io.nija.vault.policies.ZeroKnowledgeResult;
import io.nija.vault.policies.ZeroKnowledgeResult.Outcome;
import io.nija.vault.testing.DevPostgres;
import io.nija.vault.testing.ProvisionedVault;
import io.nija.vault.vault.ConsoleOnVault;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** What is kept of checks, and the alarm that follows from it. */
class ChecksTest {

    private static ProvisionedVault vault;
    private static ConsoleOnVault console;
    private static DevPostgres postgres;
    private static JdbcClient database;

    private Checks checks;
    private AlertRule rule;

    @BeforeAll
    static void start() throws IOException {
        vault = ProvisionedVault.start();
        console = new ConsoleOnVault(vault);
        postgres = DevPostgres.start();
        Flyway.configure().dataSource(postgres.dataSource()).load().migrate();
        database = JdbcClient.create(postgres.dataSource());
    }

    @AfterAll
    static void stop() throws IOException {
        console.close();
        vault.close();
        postgres.close();
    }

    @BeforeEach
    void forget() {
        database.sql("truncate zero_knowledge_check").update();
        checks = new Checks(console.readers(), console.capabilities(), new CheckStore(database));
        rule = new ZeroKnowledgeRule().zeroKnowledgeRed(checks);
    }

    @Test
    void beforeTheFirstCheckNothingIsSaid() {
        assertThat(checks.latest()).isEmpty();
        assertThat(rule.check(0)).isEmpty();
    }

    @Test
    void theAlarmBeginsWithTheBreakAndEndsWithIt() {
        checks.check("test");
        assertThat(rule.check(0)).isEmpty();

        vault.root().send("PUT", "sys/policies/acl/helpful", Map.of("policy", "path \"secret/data/users/bob/kraken\" { capabilities = [\"read\"] }"));
        vault.root().send("POST", "auth/approle/role/backup", Map.of("token_policies", List.of("backup", "helpful")));
        checks.check("test");

        assertThat(rule.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(rule.check(0)).singleElement().satisfies(finding -> {
            assertThat(finding.subject()).isEqualTo("approle/backup");
            assertThat(finding.text()).contains("secret/data/users/bob/kraken", "helpful, line 1");
        });

        vault.root().send("POST", "auth/approle/role/backup", Map.of("token_policies", List.of("backup")));
        checks.check("test");
        assertThat(rule.check(0)).isEmpty();
        assertThat(checks.history(10)).extracting(ZeroKnowledgeResult::outcome).containsExactly(Outcome.KEPT, Outcome.BROKEN, Outcome.KEPT);
    }

    @Test
    void whatWasCheckedComesBackAsItWas() {
        var result = checks.check("test");

        assertThat(checks.latest()).get().usingRecursiveComparison().ignoringFields("at").isEqualTo(result);
    }

    @Test
    void aCheckThatIsOldSaysNothingOfNow() {
        checks.check("test");
        database.sql("update zero_knowledge_check set at = now() - interval '16 minutes'").update();

        var old = checks.latest().orElseThrow();
        assertThat(old.outcome()).isEqualTo(Outcome.KEPT);
        assertThat(old.now()).isEqualTo(Outcome.UNKNOWN);
        assertThat(old.sentence()).contains("A newer check is overdue");
        assertThat(rule.check(0)).singleElement().satisfies(finding -> assertThat(finding.text()).contains("older than 15 minutes"));
    }

    @Test
    void checksOfAMonthAgoThatWereKeptAreLetGo() {
        checks.check("old");
        database.sql("update zero_knowledge_check set at = now() - interval '31 days'").update();

        checks.check("new");

        assertThat(checks.history(10)).extracting(ZeroKnowledgeResult::occasion).containsExactly("new");
        assertThat(checks.latest().orElseThrow().at()).isAfter(Instant.now().minus(Duration.ofMinutes(1)));
    }
}
