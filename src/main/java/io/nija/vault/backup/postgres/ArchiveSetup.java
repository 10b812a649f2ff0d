package io.nija.vault.backup.postgres;

import io.nija.vault.backup.openpgp.PrivateKey;
import io.nija.vault.backup.openpgp.Recipients;
import io.nija.vault.backup.store.BackupStore;

/** Where WAL goes, who can open it, and who signs it. */
public record ArchiveSetup(BackupStore store, Recipients recipients, PrivateKey signer) {

    WalWriter writer(WalArchive archive) {
        return new WalWriter(archive, recipients, signer);
    }
}
