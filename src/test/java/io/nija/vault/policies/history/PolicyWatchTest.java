package io.nija.vault.policies.history;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.nija.vault.audit.AuditFilter;
import io.nija.vault.audit.AuditSearch;
import io.nija.vault.audit.Operation;
import io.nija.vault.audit.OperationKind;
import io.nija.vault.audit.OperationOutcome;
import io.nija.vault.policies.PolicyChange;
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
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

/** Policies of a real server that root changes, kept in a real database. */
class PolicyWatchTest {

    private static ProvisionedVault vault;
    private static ConsoleOnVault console;
    private static DevPostgres postgres;
    private static JdbcClient database;

    private final List<Operation> operations = new ArrayList<>();
    private PolicyTexts texts;
    private PolicyWatch watch;

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
    void lookForTheFirstTime() {
        database.sql("truncate policy_text").update();
        vault.root().send("DELETE", "sys/policies/acl/crew");
        var audit = mock(AuditSearch.class);
        when(audit.page(any(AuditFilter.class), any(), anyInt())).thenAnswer(call -> {
            AuditFilter filter = call.getArgument(0);
            return operations.stream().filter(operation -> operation.kind() == filter.kind() && !operation.at().isBefore(filter.from())
                    && operation.at().isBefore(filter.to())).toList();
        });
        texts = new PolicyTexts(database);
        watch = new PolicyWatch(console.readers(), texts, new PolicyWrites(audit));
        watch.look();
    }

    private static void write(String text) {
        assertThat(vault.root().send("PUT", "sys/policies/acl/crew", Map.of("policy", text)).ok()).isTrue();
    }

    private void recorded(String path, String operation, String user) {
        recorded(path, operation, user, Duration.ZERO);
    }

    private void recorded(String path, String operation, String user, Duration later) {
        operations.add(new Operation(7, Instant.now().plus(later).truncatedTo(ChronoUnit.MICROS), "node", user, "root", "root", operation, OperationKind.POLICY, OperationOutcome.DONE, path, null, null, "",
                "127.0.0.1", null, null, null, null, null));
    }

    @Test
    void whatWasThereBeforeIsNoChange() {
        watch.look();

        assertThat(texts.of("support")).singleElement().satisfies(first -> {
            assertThat(first.firstLook()).isTrue();
            assertThat(first.body()).startsWith("# NIJA Vault Console.");
        });
        assertThat(texts.since(Instant.now().minus(Duration.ofHours(1)))).isEmpty();
        assertThat(texts.lastChanges()).isEmpty();
    }

    @Test
    void eachChangeIsKeptWithTheTextBeforeUntilItIsGoneAndBack() {
        write("path \"a\" { capabilities = [\"read\"] }");
        watch.look();
        write("path \"a\" { capabilities = [\"list\"] }");
        watch.look();
        watch.look();
        vault.root().send("DELETE", "sys/policies/acl/crew");
        watch.look();
        watch.look();
        write("path \"a\" { capabilities = [\"list\"] }");
        watch.look();

        assertThat(texts.of("crew")).extracting(PolicyChange::what).containsExactly("added", "removed", "changed", "added");
        assertThat(texts.of("crew").get(2).before()).contains("read");
        assertThat(texts.of("crew").get(2).body()).contains("list");
        assertThat(texts.lastChanges()).containsOnlyKeys("crew");
    }

    @Test
    void theAuditLogTellsWhoChangedItAlsoWhenItComesLater() {
        write("path \"a\" { capabilities = [\"read\"] }");
        watch.look();
        watch.findAuthors();
        assertThat(texts.of("crew").getFirst().who()).isEqualTo("not in the audit log yet");

        recorded("sys/policies/acl/crew-of-others", "update", "mallory");
        recorded("sys/policies/acl/crew", "read", "ada");
        recorded("sys/policies/acl/crew", "update", "eve");
        watch.findAuthors();

        assertThat(texts.of("crew")).singleElement().satisfies(change -> {
            assertThat(change.who()).isEqualTo("eve");
            assertThat(change.role()).isEqualTo("root");
            assertThat(change.operation()).isEqualTo(operations.getLast().cursor());
        });
    }

    @Test
    void neitherAnEarlierNorALaterWriteIsTakenForTheOneThatChangedIt() {
        write("path \"a\" { capabilities = [\"read\"] }");
        watch.look();
        write("path \"a\" { capabilities = [\"list\"] }");
        watch.look();
        recorded("sys/policies/acl/crew", "update", "early", Duration.ofMinutes(-1));
        recorded("sys/policies/acl/crew", "update", "late", Duration.ofMinutes(1));
        watch.findAuthors();

        assertThat(texts.of("crew")).extracting(PolicyChange::person).containsExactly(null, "early");
    }

    @Test
    void theAlarmNamesThePolicyAndWho() {
        var rule = new PolicyChangedRule().policyChanged(texts);
        assertThat(rule.check(0)).isEmpty();

        write("path \"a\" { capabilities = [\"read\"] }");
        watch.look();
        recorded("sys/policies/acl/crew", "update", "-");
        watch.findAuthors();

        assertThat(rule.check(0)).singleElement().satisfies(finding -> {
            assertThat(finding.subject()).isEqualTo("policy crew");
            assertThat(finding.text()).contains("“crew” was added at 20").endsWith("by root.");
            assertThat(finding.address()).isEqualTo("policies/text/crew");
        });
    }
}
