package io.nija.vault.backup.ui;

import io.nija.vault.audit.ConsoleAction;
import io.nija.vault.audit.ConsoleRecords;
import io.nija.vault.backup.BackupKind;
import io.nija.vault.backup.Backups;
import io.nija.vault.security.CurrentUser;
import org.springframework.stereotype.Component;

/** What the signed-in admin does to backups, each put on record once it is done. The errors are those of {@link Backups}. */
@Component
class BackupActions {

    private final Backups backups;
    private final ConsoleRecords records;
    private final CurrentUser user;

    BackupActions(Backups backups, ConsoleRecords records, CurrentUser user) {
        this.backups = backups;
        this.records = records;
        this.user = user;
    }

    void start(BackupKind kind) {
        records.done(ConsoleAction.BACK_UP, backups.start(kind, user.id().value()));
    }

    void cancel(String name) {
        backups.cancel(name);
        records.done(ConsoleAction.CANCEL_BACKUP, name);
    }

    void verify(String name) {
        backups.verify(name);
        records.done(ConsoleAction.VERIFY_BACKUP, name);
    }

    void remove(String name) {
        backups.remove(name);
        records.done(ConsoleAction.REMOVE_BACKUP, name);
    }
}
