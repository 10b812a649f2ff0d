package io.nija.vault.alerts.watch;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import io.nija.vault.alerts.AlertRule;
import io.nija.vault.alerts.Finding;
import io.nija.vault.audit.AuditCoverage;
import io.nija.vault.audit.AuditVerification;
import io.nija.vault.testing.ConsoleTest;
import io.nija.vault.testing.IndexAway;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The rules about the console itself, in a whole console. */
@ConsoleTest
class ConsoleRulesTest {

    @Autowired
    Map<String, AlertRule> rules;
    @Autowired
    JdbcTemplate sql;
    @Autowired
    DataSource database;
    @Autowired
    AuditVerification verification;
    @Autowired
    AuditCoverage coverage;

    private List<Finding> check(String name) {
        var rule = rules.values().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
        var threshold = rule.threshold();
        return rule.check(threshold == null ? 0 : threshold.value());
    }

    @Test
    void eachRuleHasANameOfItsOwnAndSaysWhatToDo() {
        assertThat(rules.values()).extracting(AlertRule::name).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z][a-z-]{0,63}"));
        assertThat(rules.values()).allSatisfy(rule -> assertThat(rule.advice()).matches(".+[.?]"));
    }

    @Test
    void aDatabaseThatGivesNoConnectionIsNoticed() throws Exception {
        assertThat(check("database-away")).isEmpty();

        try (var away = new IndexAway(database)) {
            assertThat(check("database-away")).extracting(Finding::text).containsExactly("PostgreSQL does not answer the console");
        }

        assertThat(check("database-away")).isEmpty();
    }

    @Test
    void aVaultThatServesIsFine() {
        assertThat(check("vault-away")).isEmpty();
        assertThat(check("audit-blocked")).isEmpty();
        assertThat(check("audit-disk")).isEmpty();
    }

    @Test
    void aCallThatIsNotOnRecordIsNoticed() {
        sql.update("insert into audit_caller (name, sent, due, seen) values ('console-of-rules', 2, 2, '{[1,1]}')");
        try {
            await().untilAsserted(() -> assertThat(new AuditRules().coverage(coverage).check(100)).singleElement()
                    .satisfies(finding -> assertThat(finding.text()).matches("\\d+ calls? of [\\d,]+ that should be on record by now are not")));
        } finally {
            sql.update("delete from audit_caller where name = 'console-of-rules'");
        }
    }

    @Test
    void aRecordThatSomebodyChangedIsNoticed() {
        await().until(() -> sql.queryForObject("""
                select count(*) from audit_operation o join audit_class c on c.id = o.class_id join audit_source s on s.id = c.source_id where s.name = 'local' and o.response is not null""", Long.class) > 0);
        var changed = sql.queryForMap("""
                select o.at, o.id, o.user_id from audit_operation o join audit_class c on c.id = o.class_id join audit_source s on s.id = c.source_id
                where s.name = 'local' and o.response is not null order by o.at desc limit 1""");
        int other = sql.queryForObject("select id from audit_user where id <> ? limit 1", Integer.class, changed.get("user_id"));
        sql.update("update audit_operation set user_id = ? where at = ? and id = ?", other, changed.get("at"), changed.get("id"));
        try {
            verification.start("local", null);
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(check("chain-broken")).singleElement()
                    .satisfies(finding -> assertThat(finding.text()).startsWith("The records of local are not as they were read: line ")));
        } finally {
            sql.update("update audit_operation set user_id = ? where at = ? and id = ?", changed.get("user_id"), changed.get("at"), changed.get("id"));
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> verification.sources().stream().allMatch(source -> source.running() == null));
        verification.start("local", null);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(check("chain-broken")).isEmpty());
    }
}
