package io.nija.vault.audit.ui;

import java.time.Duration;

import com.vaadin.flow.component.badge.Badge;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.RouterLink;
import io.nija.vault.audit.AuditVerification;
import io.nija.vault.audit.AuditVerification.Running;
import io.nija.vault.audit.AuditVerification.Source;
import io.nija.vault.audit.VerificationResult.Outcome;
import io.nija.vault.testing.PageText;
import io.nija.vault.testing.People;
import io.nija.vault.testing.ViewTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** On the stack's own audit log, which is read, signed and verified while it grows. */
class IntegrityViewTest extends ViewTest {

    @Autowired
    AuditVerification verification;
    @Autowired
    JdbcClient database;

    @BeforeEach
    void openAsAdmin() {
        await().until(() -> source().lines() > 0 && verification.lastHead("local").isPresent());
        openAs(() -> people.signIn(People.ADA_THE_ADMIN));
    }

    private Source source() {
        return verification.sources().stream().filter(source -> source.name().equals("local")).findFirst()
                .orElse(new Source("local", 0, null, null));
    }

    private void verify() {
        visit("audit/integrity");
        click("Verify all");
        await().atMost(Duration.ofSeconds(60)).until(() -> verification.sources().stream().allMatch(one -> one.running() == null && one.last() != null));
        visit("audit/integrity");
    }

    private String verdict() {
        return find(Paragraph.class, panel()).withClassName("integrity-verdict").single().getText();
    }

    private SourcePanel panel() {
        return find(SourcePanel.class).withCondition(panel -> PageText.of(panel).contains("Verify local")).single();
    }

    private String badge() {
        return find(Badge.class, panel()).single().getText();
    }

    @SuppressWarnings("unchecked")
    private void choose(String range) {
        visit("audit/integrity");
        var select = (Select<Object>) find(Select.class).single();
        var item = select.getListDataView().getItems().filter(one -> select.getItemLabelGenerator().apply(one).equals(range)).findFirst().orElseThrow();
        select.setValue(item);
    }

    @Test
    void whatTheStackHasReadIsAsItWasRead() {
        visit("audit/integrity");
        choose("Everything");
        click("Verify all");
        await().atMost(Duration.ofSeconds(60)).until(() -> verification.sources().stream().allMatch(one -> one.running() == null && one.last() != null));

        assertThat(source().last()).satisfies(result -> {
            assertThat(result.finding()).isNull();
            assertThat(result.outcome()).isEqualTo(Outcome.GOOD);
            assertThat(result.heads()).isPositive();
            assertThat(result.fileLines()).isEqualTo(result.lines());
        });
        visit("audit/integrity");
        assertThat(verdict()).startsWith("All ").contains("lines are as they were read", "agree", "and so do the log files");
        assertThat(badge()).isEqualTo("Unaltered");
        assertThat(verification.sources()).filteredOn(source -> source.name().equals("console")).singleElement()
                .satisfies(console -> assertThat(console.last()).isNotNull().satisfies(last -> assertThat(last.finding()).isNull()));
    }

    @Test
    void howFarAVerificationIsIsShownWhileItRuns() {
        visit("audit/integrity");
        panel().show(new Source("local", 1000, new Running(0, 0), null));
        assertThat(PageText.of(panel())).contains("Waiting to begin");

        panel().show(new Source("local", 1000, new Running(250, 1000), null));

        assertThat(PageText.of(panel())).contains("250 of 1,000 lines");
        assertThat(badge()).isEqualTo("Verifying");
    }

    @Test
    void whatSomebodyAlteredIsSaidInWords() {
        verify();
        var row = database.sql("""
                select o.at, o.id, o.request_id from audit_operation o join audit_class c on c.id = o.class_id join audit_source s on s.id = c.source_id
                where s.name = 'local' order by o.at desc limit 1""").query().singleRow();
        database.sql("update audit_operation set request_id = 'forged' where at = ? and id = ?").params(row.get("at"), row.get("id")).update();
        try {
            verify();

            assertThat(verdict()).startsWith("Line ").contains("The operation of this line is not as the line has it: request id");
            assertThat(badge()).isEqualTo("Not as it was read");
            assertThat(find(RouterLink.class, panel()).withText("Show this operation").single().getHref()).contains("node=local", "open=");
        } finally {
            database.sql("update audit_operation set request_id = ? where at = ? and id = ?").params(row.get("request_id"), row.get("at"), row.get("id")).update();
        }
    }
}
