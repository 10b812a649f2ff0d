package io.nija.vault.alerts.ui;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import javax.sql.DataSource;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.tabs.Tabs;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinSession;
import io.nija.vault.alerts.Alert;
import io.nija.vault.alerts.Alerts;
import io.nija.vault.audit.AuditFilter;
import io.nija.vault.audit.AuditSearch;
import io.nija.vault.audit.Operation;
import io.nija.vault.audit.OperationKind;
import io.nija.vault.base.UserId;
import io.nija.vault.base.ui.Banner;
import io.nija.vault.testing.IndexAway;
import io.nija.vault.testing.PageText;
import io.nija.vault.testing.People;
import io.nija.vault.testing.ViewTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

/** What an admin sees and does about an alert, and who may not. */
class AlertsViewTest extends ViewTest {

    @Autowired
    Alerts alerts;
    @Autowired
    AuditSearch search;
    @Autowired
    JdbcTemplate sql;
    @Autowired
    DataSource database;

    /** Each test has one of its own. The engine would find no such node and resolve it, but asks only once a day here. */
    private final String subject = "node-" + UUID.randomUUID().toString().substring(0, 8);

    @Override
    protected UserId visitor() {
        return People.ADA_THE_ADMIN;
    }

    @AfterEach
    void forget() {
        sql.update("delete from alert where subject = ?", subject);
        sql.update("delete from alert_silence where reason like 'test %'");
    }

    private long wrong() {
        return sql.queryForObject("""
                insert into alert (rule, subject, severity, text, address, since, opened_at, seen_at, told, told_once)
                values ('audit-disk', ?, 'CRITICAL', ?, 'audit', now() - interval '5 minutes', now(), now(), true, true) returning id""", Long.class, subject,
                "The disk of " + subject + " has 3.0 % left");
    }

    private Button button(String label, String about) {
        return find(Button.class).withCondition(button -> (label + about).equals(button.getAriaLabel().orElse(""))).first();
    }

    @Test
    void whatIsOpenIsShownWithWhatToDo() {
        wrong();

        visit("alerts");

        assertThat(page()).contains("The disk of an audit log is filling", "Make room", "The disk of " + subject + " has 3.0 % left", "For 5 minutes", "Critical");
    }

    @Test
    void anAdminTakesAnAlertOnAndGivesItBackAndBothAreOnRecord() {
        long id = wrong();
        var started = Instant.now();
        visit("alerts");
        test(button("Acknowledge: ", subject)).click();
        test(find(Button.class, find(Dialog.class).single()).withText("Acknowledge").single()).click();

        assertThat(alerts.find(id).map(Alert::acknowledged)).hasValueSatisfying(taken -> {
            assertThat(taken.by()).isEqualTo("ada");
            assertThat(taken.until()).isBetween(Instant.now().plus(59, ChronoUnit.MINUTES), Instant.now().plus(61, ChronoUnit.MINUTES));
        });
        visit("alerts");
        assertThat(page()).contains("acknowledged by ada until");
        test(button("Give back: ", subject)).click();

        assertThat(alerts.find(id).map(Alert::acknowledged)).isEmpty();
        assertThat(alerts.events(id)).extracting(event -> event.what().label()).containsExactly("Acknowledged", "No longer acknowledged");
        await().pollInSameThread().untilAsserted(() -> assertThat(records(started)).extracting(Operation::operation, Operation::user, Operation::role)
                .containsExactly(tuple("release", "ada", "admin"), tuple("acknowledge", "ada", "admin")));
        assertThat(search.detail(records(started).getLast().cursor()).orElseThrow().response()).contains("audit-disk (" + subject + ") until ");
    }

    private List<Operation> records(Instant from) {
        return search.page(new AuditFilter(from, Instant.now().plusSeconds(1), "ada", null, null, null, null, OperationKind.CONSOLE, null, null, null, "console", null, null), null, 10);
    }

    @Test
    void aSilenceNeedsAReasonAndCanBeEnded() {
        wrong();
        visit("alerts");
        test(button("Silence: ", "The disk of an audit log is filling")).click();
        var dialog = find(Dialog.class).single();
        test(find(Button.class, dialog).withText("Silence").single()).click();
        assertThat(alerts.silences()).isEmpty();
        test(find(TextField.class, dialog).single()).setValue("test of a new disk");
        test(find(Button.class, dialog).withText("Silence").single()).click();

        assertThat(alerts.silences()).singleElement().satisfies(silence -> {
            assertThat(silence.rule()).isEqualTo("audit-disk");
            assertThat(silence.person()).isEqualTo("ada");
        });
        visit("alerts");
        assertThat(page()).contains("by ada: test of a new disk");
        alerts.endSilence(alerts.silences().getFirst().id());
        assertThat(alerts.silences()).isEmpty();
    }

    @Test
    void anAddressOpensAnAlertWithItsHistory() {
        long id = wrong();
        sql.update("update alert set resolved_at = now() where id = ?", id);
        sql.update("insert into alert_event (alert_id, at, what, detail) values (?, now(), 'RESOLVED', 'It is over')", id);

        UI.getCurrent().navigate("sign-in-failed");
        UI.getCurrent().navigate("alerts", QueryParameters.simple(Map.of("alert", String.valueOf(id))));

        assertThat(find(Dialog.class).single().getHeaderTitle()).isEqualTo("The disk of an audit log is filling");
        assertThat(page()).contains("Resolved", "It is over", "What to do", "Look at it");
    }

    @Test
    void eachRuleIsListedWithItsSettingsAndHowItIs() {
        visit("alerts");

        assertThat(page()).contains("failed-sign-ins-user", "10 in 5 minutes", "database-away", "after 15 s", "well");
        assertThat(alerts.rules()).hasSizeGreaterThan(15);
    }

    @Test
    void whatDidNotArriveIsShown() {
        sql.update("insert into letter (about, channel, recipient, subject, content, attempts, next_try, error) values ('audit-disk', 'MAIL', 'ops@nija.example', 'A disk', 'Text', 2, now() + interval '1 hour', 'No such host')");
        try {
            visit("alerts");

            assertThat(page()).contains("1 letter has not arrived", "by mail to ops@nija.example", "No such host", "2 attempts");
        } finally {
            sql.update("delete from letter");
        }
    }

    @Test
    void whatWasGivenUpCanBeSentAgain() {
        sql.update("insert into letter (about, channel, recipient, subject, content, attempts, gave_up_at, error) values ('audit-disk', 'MAIL', 'ops@nija.example', 'A disk', 'Text', 9, now(), 'No such host')");
        try {
            visit("alerts");
            find(Tabs.class).single().setSelectedIndex(3);
            test(button("Send again: ", "The disk of an audit log is filling")).click();

            assertThat(sql.queryForObject("select attempts from letter where gave_up_at is null", Integer.class)).isZero();
            people.signIn(People.SAM_OF_SUPPORT);
            assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> alerts.sendAgain(alerts.undelivered().getFirst()));
        } finally {
            sql.update("delete from letter");
        }
    }

    @Test
    void withoutTheDatabaseItSaysSoAndStillListsTheRules() throws Exception {
        try (var away = new IndexAway(database)) {
            visit("alerts");

            assertThat(page()).contains("The database does not answer.", "The disk of an audit log is filling");
        }

        // A page that was refreshed meanwhile has found the database again.
        if (find(Button.class).withText("Try again").exists()) {
            click("Try again");
        }
        assertThat(find(Banner.class).withCondition(banner -> banner.isVisible()).all()).extracting(PageText::of)
                .noneMatch(text -> text.contains("The database does not answer"));
    }

    @Test
    void theMenuCountsWhatNobodyHasTakenOn() {
        long before = alerts.open().alerts().stream().filter(alert -> alert.acknowledged() == null).count();
        wrong();

        openAs(() -> people.signIn(People.ADA_THE_ADMIN));
        visit("alerts");

        await().pollInSameThread().untilAsserted(() -> {
            VaadinService.getCurrent().runPendingAccessTasks(VaadinSession.getCurrent());
            assertThat(find(Span.class).withClassName("menu-badge").withCondition(badge -> String.valueOf(badge.getElement().getAttribute("title")).endsWith("open alerts")).all())
                    .extracting(Span::getText).containsExactly(String.valueOf(before + 1));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = { "alice", "sam" })
    void nobodyButAdminsSeesOrChangesAnything(String person) {
        long id = wrong();
        openAs(() -> people.signIn(new UserId(person)));

        visit("alerts");

        assertThat(getCurrentView()).isNotInstanceOf(AlertsView.class);
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> alerts.acknowledge(id, Instant.now().plusSeconds(60)));
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> alerts.release(id));
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> alerts.silence("audit-disk", null, "test x", Instant.now().plusSeconds(60)));
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> alerts.endSilence(1));
    }

    @Test
    void whatCannotBeIsRefused() {
        var later = Instant.now().plusSeconds(60);
        long id = wrong();
        assertThatIllegalArgumentException().isThrownBy(() -> alerts.acknowledge(id, Instant.now().minusSeconds(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> alerts.silence("no-such-rule", null, "test x", later));
        assertThatIllegalArgumentException().isThrownBy(() -> alerts.silence("audit-disk", null, " ", later));
    }
}
