package io.nija.vault.backup.postgres;

import io.nija.vault.backup.BackupKind;

/** A database whose server's WAL is archived. */
record ArchivedDatabase(BackupKind kind, PostgresAccess server) {
}
