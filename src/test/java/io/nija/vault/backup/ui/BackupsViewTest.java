package io.nija.vault.backup.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridTester;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinSession;
import io.nija.vault.backup.Backup;
import io.nija.vault.backup.BackupKind;
import io.nija.vault.backup.BackupState;
import io.nija.vault.backup.Backups;
import io.nija.vault.base.UserId;
import io.nija.vault.testing.People;
import io.nija.vault.testing.ViewTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** The view of backups on the embedded stack, which makes them for real. */
class BackupsViewTest extends ViewTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Autowired
    Backups backups;
    @Autowired
    JdbcTemplate sql;

    @Override
    protected UserId visitor() {
        return People.ADA_THE_ADMIN;
    }

    private String made() {
        var name = backups.start(BackupKind.VAULT_SNAPSHOT, "ada");
        await().atMost(PATIENCE).until(() -> backups.find(name).orElseThrow().backup().state() != BackupState.RUNNING);
        return name;
    }

    @SuppressWarnings("unchecked")
    private GridTester<Grid<Backup>, Backup> list() {
        return test((Grid<Backup>) find(BackupGrid.class).single());
    }

    private Button nameIn(int row) {
        return (Button) list().getCellComponent(row, 0);
    }

    @Test
    void makesOneAndShowsWhatCameOfIt() {
        long before = onRecord("back-up");
        visit("backups");
        assertThat(page()).contains("To the folder", "Last good backup", "Next");

        test(find(KindPanel.class).all().stream().filter(panel -> panel.kind() == BackupKind.VAULT_SNAPSHOT)
                .map(panel -> find(Button.class, panel).withText("Back up now").single()).findFirst().orElseThrow()).click();

        await().atMost(PATIENCE).until(() -> backups.overview().getFirst().running() == null && !backups.page(null, 1).isEmpty());
        var name = backups.page(null, 1).getFirst().name();
        await().atMost(PATIENCE).pollInSameThread().untilAsserted(() -> {
            VaadinService.getCurrent().runPendingAccessTasks(VaadinSession.getCurrent());
            assertThat(list().getCellText(0, 4)).isEqualTo("Read back whole just now");
        });
        assertThat(nameIn(0).getText()).isEqualTo(name);
        assertThat(backups.find(name).orElseThrow().backup().askedBy()).isEqualTo(People.ADA_THE_ADMIN.value());
        assertThat(onRecord("back-up")).isEqualTo(before + 1);
    }

    @Test
    void showsABackupWithAllThatItSaysOfItself() {
        var name = made();

        openDetail(0, name);

        assertThat(page()).contains("vault.snap.gpg", "credentials.csv.gpg", "raft-index", "canary-", "Who can open it", "Hash over them", "Lines read");
        long before = onRecord("verify-backup");
        click("Verify now");
        await().atMost(PATIENCE).until(() -> backups.find(name).orElseThrow().backup().verifying() == null);
        assertThat(backups.find(name).orElseThrow().backup().state()).isEqualTo(BackupState.GOOD);
        assertThat(onRecord("verify-backup")).isEqualTo(before + 1);
    }

    @Test
    void deletesAnOldOneAfterAskingAndNeverTheLastGoodOne() {
        var old = made();
        var last = made();
        long before = onRecord("remove-backup");

        openDetail(0, last);
        click("Delete…");
        test(find(ConfirmDialog.class).single()).confirm();
        assertThat(notices()).anyMatch(notice -> notice.contains("last good backup"));
        assertThat(backups.find(last).orElseThrow().backup().state()).isEqualTo(BackupState.GOOD);
        assertThat(onRecord("remove-backup")).isEqualTo(before);
        click("Close");

        openDetail(1, old);
        click("Delete…");
        test(find(ConfirmDialog.class).single()).confirm();
        assertThat(backups.find(old).orElseThrow().backup().state()).isEqualTo(BackupState.REMOVED);
        assertThat(onRecord("remove-backup")).isEqualTo(before + 1);
    }

    @Test
    void saysUpToWhichMinuteADatabaseCanBeRecoveredAndWhatIsInTheWay() {
        // The archiver of the console may say something else meanwhile.
        await().pollInSameThread().untilAsserted(() -> {
            sql.update("""
                    insert into wal_archive (kind, covered, problem) values ('CONSOLE_DATABASE', now() - interval '3 minutes', 'the store is full')
                    on conflict (kind) do update set covered = excluded.covered, problem = excluded.problem""");
            visit("backups");
            assertThat(page()).contains("Any minute until", "3 minutes ago", "The WAL archive does not go on: the store is full");
        });

        await().pollInSameThread().untilAsserted(() -> {
            sql.update("update wal_archive set gap = 'WAL was lost', gap_at = now()");
            visit("backups");
            assertThat(page()).contains("WAL was lost. Back up now: from then on any minute can be recovered again.");
        });
        sql.update("delete from wal_archive");
    }

    /** Those that wait to be taken in, and those that can be searched already; in one look, as they go from there to here. */
    private long onRecord(String action) {
        return sql.queryForObject("""
                select (select count(*) from access_record where action = ?)
                    + (select count(*) from audit_operation join audit_class on audit_class.id = class_id where operation = ?)""", Long.class, action, action);
    }

    private void openDetail(int row, String name) {
        visit("backups");
        assertThat(nameIn(row).getText()).isEqualTo(name);
        nameIn(row).click();
        assertThat(find(BackupDialog.class).single().isOpened()).isTrue();
    }
}
