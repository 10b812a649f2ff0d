package io.nija.vault.backup.postgres;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

import io.nija.vault.backup.archive.ArchiveReader;
import io.nija.vault.backup.archive.ArchiveWriter;
import io.nija.vault.backup.openpgp.PrivateKey;
import io.nija.vault.backup.openpgp.Recipients;
import io.nija.vault.backup.openpgp.Signers;
import io.nija.vault.backup.store.BackupStore;

/** Keys for one test, and what uses them. */
public record BackupKeys(PrivateKey recipient, PrivateKey signer) {

    public static BackupKeys generate() {
        return new BackupKeys(PrivateKey.generate("Restore"), PrivateKey.generate("Console"));
    }

    public ArchiveSetup setup(BackupStore store) {
        return new ArchiveSetup(store, Recipients.of(in(recipient)), signer);
    }

    public ArchiveWriter writer(BackupStore store) {
        return new ArchiveWriter(store, Recipients.of(in(recipient)), signer, "test");
    }

    public ArchiveReader reader(BackupStore store) {
        return new ArchiveReader(store, signers());
    }

    public Signers signers() {
        return Signers.of(in(signer));
    }

    private static InputStream in(PrivateKey key) {
        return new ByteArrayInputStream(key.certificate().getBytes());
    }
}
