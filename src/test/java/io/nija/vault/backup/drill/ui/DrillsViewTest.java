package io.nija.vault.backup.drill.ui;

import java.time.Instant;
import java.util.List;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.select.Select;
import io.nija.vault.audit.AuditFilter;
import io.nija.vault.audit.AuditSearch;
import io.nija.vault.audit.Operation;
import io.nija.vault.audit.OperationKind;
import io.nija.vault.base.UserId;
import io.nija.vault.base.ui.TimeChart;
import io.nija.vault.testing.People;
import io.nija.vault.testing.ViewTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What an admin sees of drills, in each of their states. */
class DrillsViewTest extends ViewTest {

    @Autowired
    JdbcClient database;
    @Autowired
    AuditSearch search;

    @Override
    protected UserId visitor() {
        return People.ADA_THE_ADMIN;
    }

    @BeforeEach
    @AfterEach
    void withoutDrills() {
        database.sql("delete from restore_drill").update();
    }

    @Test
    void saysWhatADrillIsWhenThereWasNone() {
        visit("backups/drills");

        assertThat(page()).contains("No restore drill yet", "Never");
        assertThat(button("Do a drill now").isEnabled()).isTrue();
    }

    @Test
    void showsWhatWasFoundAndHowLongItTook() {
        database.sql("""
                insert into restore_drill (kind, backup, state, asked_by, asked, runner, began, ended, backed_up, bytes, recovery_ms, checks, times)
                values ('VAULT_SNAPSHOT', 'vault-20260131T093000Z', 'PASSED', 'ada', now() - interval '2 hours', 'somewhere', now() - interval '2 hours', now(),
                    now() - interval '5 hours', 12345, 8300, '[{"what":"Credentials","result":"12 restored, 12 when it was backed up","passed":true}]',
                    '[{"what":"Restoring","took":"PT4.2S"}]')""").update();

        visit("backups/drills");

        assertThat(page()).contains("vault-20260131T093000Z", "Passed", "12 restored, 12 when it was backed up", "Restoring", "4.2 s", "8.3 s", "3 h 0 min", "2 hours ago");
        assertThat(find(TimeChart.class).all()).hasSize(1);
        assertThat(find(TimeChart.class).single().getElement().getPropertyRaw("data").toString()).contains("recovery time", "8.3");
    }

    @Test
    void eachKindOfBackupHasFiguresOfItsOwn() {
        database.sql("""
                insert into restore_drill (kind, backup, state, asked_by, began, ended, backed_up, bytes, recovery_ms, checks)
                values ('CONSOLE_DATABASE', 'console-database-20260131T093000Z', 'PASSED', 'ada', now(), now(), now() - interval '5 hours', 12345, 4700,
                    '[{"what":"WAL","result":"7 segments without a gap","passed":true}]')""").update();
        visit("backups/drills");
        assertThat(page()).contains("Never");

        test(find(Select.class).single()).selectItem("Backups of the console's database");

        assertThat(page()).contains("4.7 s", "7 segments without a gap").doesNotContain("Never");
    }

    @Test
    void showsWhatIsBeingDoneAndWhyOneFailed() {
        database.sql("""
                insert into restore_drill (kind, backup, state, asked_by, began, ended, problem)
                values ('VAULT_SNAPSHOT', 'vault-20260131T093000Z', 'FAILED', 'schedule', now(), now(), 'The part vault.snap of the backup is damaged.')""").update();
        visit("backups/drills");
        assertThat(page()).contains("Failed", "The part vault.snap of the backup is damaged.");

        database.sql("""
                insert into restore_drill (kind, state, asked_by, began, heartbeat, step) values ('VAULT_SNAPSHOT', 'RUNNING', 'ada', now(), now(), 'Restoring')""").update();
        visit("backups/drills");
        assertThat(page()).contains("Running", "Restoring …");
        assertThat(button("Do a drill now").isEnabled()).isFalse();
        assertThat(find(Button.class).withText("Withdraw").exists()).isFalse();
    }

    /** Of Vault's database, of which no console of this stack does drills. */
    private void waiting() {
        database.sql("insert into restore_drill (kind, state, asked_by) values ('VAULT_DATABASE', 'ASKED', 'eve')").update();
    }

    private List<Operation> withdrawals(Instant from) {
        var filter = new AuditFilter(from, Instant.now().plusSeconds(1), "ada", null, null, null, null, OperationKind.CONSOLE, null, null, null, "console", null, null);
        return search.page(filter, null, 10).stream().filter(record -> record.operation().equals("withdraw-drill")).toList();
    }

    @Test
    void whatWaitsCanBeWithdrawnAndThatIsOnRecord() {
        waiting();
        var started = Instant.now();
        visit("backups/drills");
        assertThat(page()).contains("Asked for", "by eve");

        click("Withdraw");

        assertThat(page()).contains("No restore drill yet");
        await().pollInSameThread().untilAsserted(() -> assertThat(withdrawals(started)).hasSize(1));
        assertThat(search.detail(withdrawals(started).getFirst().cursor()).orElseThrow().response()).contains("of backups of Vault's database, asked for by eve");
    }

    @Test
    void whatHasBegunMeanwhileGoesOnAndNothingIsOnRecord() {
        waiting();
        var started = Instant.now();
        visit("backups/drills");
        database.sql("update restore_drill set state = 'RUNNING', began = now(), heartbeat = now()").update();

        click("Withdraw");

        assertThat(notices()).anyMatch(notice -> notice.contains("does not wait any more"));
        assertThat(page()).contains("Running");
        // A record of later is there, so one of this would be, too.
        database.sql("delete from restore_drill").update();
        waiting();
        visit("backups/drills");
        click("Withdraw");
        await().pollInSameThread().untilAsserted(() -> assertThat(withdrawals(started)).isNotEmpty());
        assertThat(withdrawals(started)).hasSize(1);
    }
}
