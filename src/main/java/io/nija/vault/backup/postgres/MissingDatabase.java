package io.nija.vault.backup.postgres;

import io.nija.vault.backup.BackupException;
import io.nija.vault.backup.BackupKind;
import io.nija.vault.backup.archive.BackupSource;

/** A database that would be backed up if something were set. */
record MissingDatabase(BackupKind kind, String missing) implements BackupSource {

    @Override
    public void take(Parts parts) {
        throw new BackupException(missing);
    }
}
