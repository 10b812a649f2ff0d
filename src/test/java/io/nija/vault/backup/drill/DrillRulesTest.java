package io.nija.vault.backup.drill;

import java.util.List;

import io.nija.vault.alerts.AlertRule;
import io.nija.vault.alerts.Finding;
import io.nija.vault.testing.ConsoleTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

@ConsoleTest
class DrillRulesTest {

    @Autowired
    @Qualifier("drillFailed")
    AlertRule failed;
    @Autowired
    @Qualifier("drillOverdue")
    AlertRule overdue;
    @Autowired
    JdbcClient database;

    @BeforeEach
    @AfterEach
    void withoutDrills() {
        database.sql("delete from restore_drill").update();
    }

    private void drill(String kind, String state, int daysAgo) {
        boolean ended = !state.equals("RUNNING");
        database.sql("""
                insert into restore_drill (kind, backup, state, asked_by, asked, began, heartbeat, ended, problem, step)
                select :kind, 'that-one', :state, 'ada', day, day, case when :ended then null else now() end, case when :ended then day end,
                    case when :state = 'FAILED' then 'a part is damaged' end, ''
                from (select now() - :days * interval '1 day' as day) asked""")
                .param("kind", kind).param("state", state).param("days", daysAgo).param("ended", ended).update();
    }

    private static List<String> texts(List<Finding> findings) {
        return findings.stream().map(Finding::text).toList();
    }

    @Test
    void oneThatFailedIsToldUntilAnotherOfItsKindPasses() {
        drill("VAULT_SNAPSHOT", "FAILED", 2);
        drill("CONSOLE_DATABASE", "PASSED", 1);
        drill("VAULT_SNAPSHOT", "RUNNING", 0);

        assertThat(texts(failed.check(0))).containsExactly("The restore drill of that-one failed: a part is damaged");

        database.sql("delete from restore_drill where state = 'RUNNING'").update();
        drill("VAULT_SNAPSHOT", "PASSED", 0);
        assertThat(failed.check(0)).isEmpty();
    }

    @Test
    void theLastThatPassedMayNotBeLongAgo() {
        drill("VAULT_SNAPSHOT", "PASSED", 10);
        drill("VAULT_SNAPSHOT", "FAILED", 1);
        drill("CONSOLE_DATABASE", "PASSED", 8);

        assertThat(texts(overdue.check(9))).singleElement().asString().startsWith("The last restore drill of ").endsWith(" that passed was 10 days ago");
        assertThat(overdue.check(11)).isEmpty();
        assertThat(overdue.check(7)).hasSize(2);
    }
}
