package io.nija.vault.policies.ui;

import java.util.List;
import java.util.Set;
import java.util.UUID;

import javax.sql.DataSource;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import io.nija.vault.base.UserId;
import io.nija.vault.policies.PolicySummary;
import io.nija.vault.policies.ZeroKnowledge;
import io.nija.vault.policies.ZeroKnowledgeResult.Outcome;
import io.nija.vault.policies.access.Decision;
import io.nija.vault.policies.access.EffectiveAccess.Answer;
import io.nija.vault.testing.IndexAway;
import io.nija.vault.testing.PageText;
import io.nija.vault.testing.People;
import io.nija.vault.testing.VaultCallers;
import io.nija.vault.testing.ViewTest;
import io.nija.vault.vault.VaultPerson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The views of policies over the stack's real vault. */
class PolicyViewsTest extends ViewTest {

    @Autowired
    ZeroKnowledge checks;
    @Autowired
    VaultCallers callers;
    @Autowired
    DataSource database;
    @Autowired
    JdbcTemplate sql;

    @Override
    protected UserId visitor() {
        return People.ADA_THE_ADMIN;
    }

    private void visit(String address, String query) {
        UI.getCurrent().navigate("sign-in-failed");
        UI.getCurrent().navigate(address, QueryParameters.fromString(query));
    }

    @SuppressWarnings("unchecked")
    private List<PolicySummary> listed() {
        return ((Grid<PolicySummary>) find(Grid.class).single()).getListDataView().getItems().toList();
    }

    @Test
    void everyPolicyIsListedWithItsHolders() {
        visit("policies");

        assertThat(page()).contains("All of the project's are as it would provision them.");
        assertThat(listed()).extracting(PolicySummary::name).contains("admin", "console", "default", "support", "user", "trading-engine");
        assertThat(listed()).filteredOn(policy -> policy.name().equals("user")).singleElement().satisfies(policy -> {
            assertThat(policy.standing()).isEqualTo(PolicySummary.Standing.SAME);
            assertThat(policy.holders()).extracting(holder -> holder.title()).containsExactlyInAnyOrder("jwt/user", "jwt/user-gateway");
        });
    }

    @Test
    void aSearchFindsPoliciesByTheirHolders() {
        visit("policies");

        test(find(TextField.class).single()).setValue("trading");

        assertThat(listed()).extracting(PolicySummary::name).contains("trading-engine").doesNotContain("support");
    }

    @Test
    void aPolicyShowsItsTextAndWhoHoldsIt() {
        // The console first looks some seconds after its start.
        await().pollInSameThread().untilAsserted(() -> {
            visit("policies/text/support", "line=4");
            assertThat(page()).contains("secret/metadata/users/*", "As provisioned", "jwt/support", "First seen");
        });
        var data = find(PolicyCode.class).first().getElement().getPropertyRaw("data").toString();
        assertThat(data).contains("\"marked\":[[4,6]]");

        test(find(Checkbox.class).single()).click();
        assertThat(find(PolicyCode.class).first().getElement().getPropertyRaw("data").toString()).doesNotContain("# NIJA");
    }

    @Test
    void aPolicyThatIsNotThereSaysSo() {
        visit("policies/text/nothing-of-this-name");

        assertThat(page()).contains("There is no policy “nothing-of-this-name”");
    }

    @Test
    void theHistoryShowsWhoChangedAPolicyAndWhat() {
        var name = "gone-" + UUID.randomUUID();
        sql.update("insert into policy_text (policy, seen_at, body, first_look) values (?, now(), 'path \"a\" { }', true)", name);
        sql.update("insert into policy_text (policy, seen_at, body, first_look, changed_at, operation_id, person, role) values (?, now(), null, false, now(), 7, 'eve', 'root')", name);

        visit("policies/text/" + name);

        assertThat(page()).contains("not in Vault any more", "Removed", "by eve", "Audit record");
        click("What changed");
        assertThat(PageText.of(find(TextDifference.class).single())).contains("−", "path \"a\" { }");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            role=jwt%2Fsupport&path=secret%2Fdata%2Fusers%2Falice%2Fkraken       | Nothing | No rule is about this path
            role=jwt%2Fsupport&path=secret%2Fmetadata%2Fusers%2Falice%2Fkraken   | read    | support, line 4
            policy=trading-engine&path=secret%2Fdata%2Fusers%2Falice%2Fkraken    | read    | trading-engine, line 5
            path=secret%2Fdata%2Fusers%2Falice%2Fkraken                          | jwt/user | alice only
            path=transit%2Fdecrypt%2Fuser-credentials                            | approle/console | approle/trading-engine
            path=sys%2Fpolicies%2Facl%2Fuser                                     | jwt/admin | approle/console
            path=sys%2Fraw%2Fcore                                                | Nobody  | No role, group or entity
            """)
    void aQuestionIsAnsweredWithTheRuleThatDecides(String question, String answer, String reason) {
        visit("policies/access", question);

        var grids = find(TouchersGrid.class).all();
        var text = page() + grids.stream().flatMap(grid -> grid.getListDataView().getItems())
                .map(one -> one.holder().title() + " " + one.onlyFor() + " only").toList();
        assertThat(text).contains(answer, reason).doesNotContain("answers otherwise");
    }

    @Test
    void aPersonIsAskedAboutWithTheirOwnNameFilledIn() {
        callers.person(People.ALICE, "user");
        visit("policies/access");
        var alice = find(ComboBox.class).all().getLast().getListDataView().getItems()
                .map(VaultPerson.class::cast)
                .filter(person -> ((VaultPerson) person).aliases().stream().anyMatch(alias -> alias.name().equals("alice"))).findFirst();
        var name = ((VaultPerson) alice.orElseThrow()).name();

        visit("policies/access", "role=jwt%2Fuser&person=" + name + "&path=secret%2Fdata%2Fusers%2Falice%2Fkraken");
        assertThat(page()).contains("user, line 5", "filled in: secret/data/users/alice/+").doesNotContain("answers otherwise");

        visit("policies/access", "role=jwt%2Fuser&person=" + name + "&path=secret%2Fdata%2Fusers%2Fbob%2Fkraken");
        assertThat(page()).contains("Nothing").doesNotContain("answers otherwise");
    }

    @Test
    void aQuestionWithoutAPathIsNotAsked() {
        visit("policies/access");

        click("Ask Vault");

        assertThat(find(TextField.class).single().isInvalid()).isTrue();
    }

    @Test
    void theMatrixShowsEveryHolderAndWay() {
        await().until(() -> checks.latest().isPresent());

        visit("policies/zero-knowledge");

        assertThat(page()).contains("The promise is kept", "jwt/support", "approle/backup", "Credential values", "Closed", "On purpose",
                "The trading engine reads everybody's keys", "End users are told");
    }

    @Test
    void anAdminHasItCheckedNow() {
        await().until(() -> checks.latest().isPresent());
        visit("policies/zero-knowledge");

        click("Check now");

        await().untilAsserted(() -> assertThat(checks.history(5)).anySatisfy(result -> {
            assertThat(result.occasion()).isEqualTo("asked for by an admin");
            assertThat(result.outcome()).isEqualTo(Outcome.KEPT);
        }));
    }

    /** Another check of the console's own may be the latest just then. */
    private void latest(Runnable insert, Runnable check) {
        await().pollInSameThread().untilAsserted(() -> {
            insert.run();
            visit("policies/zero-knowledge");
            check.run();
        });
    }

    @Test
    void aBrokenPromiseIsShownWithWhoAndWhere() {
        try {
            latest(() -> insert("BROKEN", "now()", """
                    [{"holder": "jwt/support", "route": "Credential values", "state": "OPEN", "path": "secret/data/users/bob/okx", "capabilities": ["read"],
                      "rule": "helpful, line 2", "text": "jwt/support may read at secret/data/users/bob/okx, by helpful, line 2."}]"""),
                    () -> assertThat(page()).contains("The promise is broken", "Open, and should not be",
                            "jwt/support may read at secret/data/users/bob/okx, by helpful, line 2.", "class=matrix-open", "Somebody has a permission"));
        } finally {
            sql.update("delete from zero_knowledge_check where occasion = 'pretended'");
        }
    }

    @Test
    void aCheckThatIsOldIsNotGreen() {
        try {
            latest(() -> insert("KEPT", "now() - interval '16 minutes'", "[]"), () -> assertThat(page())
                    .contains("Whether the promise is kept is not known", "older than 15 minutes").doesNotContain("The promise is kept"));
        } finally {
            sql.update("delete from zero_knowledge_check where occasion = 'pretended'");
        }
    }

    private void insert(String outcome, String at, String findings) {
        await().until(() -> checks.latest().isPresent());
        sql.update("insert into zero_knowledge_check (at, outcome, occasion, holders, findings) values (" + at + ", ?, 'pretended', "
                + "'[{\"title\": \"jwt/support\", \"kind\": \"Role\", \"policies\": [\"support\"]}]', ?::jsonb)", outcome, findings);
    }

    @Test
    void whereTheExplanationIsNotVaultsAnswerThatIsSaid() {
        var explained = new Decision(Set.of("deny"), List.of(), "No rule is about this path.", List.of());

        var panel = new AnswerPanel(new Answer("a/b", List.of("odd"), Set.of("read"), explained, "The policy “odd” is not understood here."));

        assertThat(PageText.of(panel)).contains("read", "Vault answers otherwise", "Vault's answer counts", "“odd” is not understood");
    }

    @Test
    void withoutTheDatabaseTheViewsSaySo() throws Exception {
        try (var away = new IndexAway(database)) {
            visit("policies/zero-knowledge");
            assertThat(page()).contains("The database is not available");
            visit("policies");
            assertThat(page()).contains("This cannot be shown now");
        }
    }

    @Test
    void anAdminWhoseSignInIsNoGoodIsAskedToSignInAgain() {
        openAs(() -> people.pretend(new UserId("ada"), "admin"));

        visit("policies");

        assertThat(page()).contains("This cannot be shown now", "Sign in again");
    }

    @ParameterizedTest
    @CsvSource({ "alice, policies", "sam, policies", "alice, policies/text/user", "sam, policies/text/user", "alice, policies/access", "sam, policies/access",
            "alice, policies/zero-knowledge", "sam, policies/zero-knowledge" })
    void nobodyButAdminsSeesThem(String person, String address) {
        openAs(() -> people.signIn(new UserId(person)));

        visit(address);

        assertThat(getCurrentView().getClass().getPackage()).isNotEqualTo(PolicyListView.class.getPackage());
    }
}
