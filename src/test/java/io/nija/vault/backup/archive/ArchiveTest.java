package io.nija.vault.backup.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import io.nija.vault.backup.BackupException;
import io.nija.vault.backup.BackupKind;
import io.nija.vault.backup.openpgp.PrivateKey;
import io.nija.vault.backup.openpgp.Recipients;
import io.nija.vault.backup.openpgp.Signers;
import io.nija.vault.backup.store.FolderStore;
import io.nija.vault.base.InvalidIdentifierException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {

    private static final String NAME = "vault-20260131T093000Z";
    private static final PrivateKey RECIPIENT = PrivateKey.generate("Restore");
    private static final PrivateKey SIGNER = PrivateKey.generate("Console");

    @TempDir
    Path directory;

    private FolderStore store() {
        return new FolderStore(directory.resolve("store"));
    }

    @Test
    void comesBackAsItWas() throws IOException {
        var progress = new AtomicLong();
        var written = writer(store()).write(NAME, new Two("snapshot", "names"), progress::set);

        var reader = reader(store());
        assertThat(reader.names()).containsExactly(NAME);
        assertThat(reader.verify(NAME)).isEqualTo(written);
        assertThat(written.counts()).containsEntry("credentials", 2L);
        assertThat(written.facts()).containsEntry("version", "2.7.2");
        assertThat(written.bytes()).isEqualTo(progress.get());
        reader.extract(written, "vault.snap", RECIPIENT, directory.resolve("vault.snap"));
        assertThat(directory.resolve("vault.snap")).hasContent("snapshot");
    }

    @Test
    void nothingLiesInTheStoreInTheClear() throws IOException {
        writer(store()).write(NAME, new Two("a secret snapshot", "secret names"), none -> { });

        for (var stored : store().list("")) {
            assertThat(new String(store().read(stored.path()).readAllBytes(), StandardCharsets.ISO_8859_1)).doesNotContain("secret");
        }
    }

    @Test
    void withoutItsSignatureThereIsNoBackup() throws IOException {
        var failing = new Two("snapshot", "names") {

            @Override
            public void take(Parts parts) throws IOException {
                super.take(parts);
                throw new IOException("the connection broke");
            }
        };

        assertThatThrownBy(() -> writer(store()).write(NAME, failing, none -> { })).hasMessage("the connection broke");
        assertThat(reader(store()).names()).isEmpty();
        assertThatThrownBy(() -> reader(store()).manifest(NAME)).isInstanceOf(BackupException.class).hasMessageContaining("never finished");
    }

    @Test
    void aWriteThatFailsLeavesNothing() throws IOException {
        assertThatThrownBy(() -> store().write("backups/x/y", out -> {
            out.write(1);
            throw new IOException("no space left");
        })).hasMessage("no space left");

        assertThat(store().list("")).isEmpty();
        assertThat(store().removeUnfinished(Duration.ZERO)).isZero();
    }

    @Test
    void nothingIsOverwrittenAndNoPathLeadsOut() throws IOException {
        store().write("backups/x", out -> out.write(1));

        assertThatThrownBy(() -> store().write("backups/x", out -> out.write(2))).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(store().read("backups/x").readAllBytes()).containsExactly(1);
        assertThatThrownBy(() -> store().read("../other")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> reader(store()).manifest("vault-../../etc")).isInstanceOf(InvalidIdentifierException.class);
    }

    @Test
    void whatWasTamperedWithIsRefused() throws IOException {
        writer(store()).write(NAME, new Two("snapshot", "names"), none -> { });

        change("vault.snap.gpg", bytes -> bytes[bytes.length / 2] ^= 1);
        assertThatThrownBy(() -> reader(store()).verify(NAME)).isInstanceOf(BackupException.class).hasMessageContaining("damaged");
        Files.delete(file("vault.snap.gpg"));
        assertThatThrownBy(() -> reader(store()).verify(NAME)).isInstanceOf(BackupException.class).hasMessageContaining("missing");
        change("manifest.json", bytes -> bytes[bytes.length / 2] ^= 1);
        assertThatThrownBy(() -> reader(store()).manifest(NAME)).isInstanceOf(BackupException.class).hasMessageContaining("not genuine");
    }

    @Test
    void anotherBackupUnderItsNameIsRefused() throws IOException {
        writer(store()).write(NAME, new Two("snapshot", "names"), none -> { });
        var other = "vault-20260201T093000Z";
        Files.move(file("").normalize(), directory.resolve("store/backups").resolve(other));

        assertThatThrownBy(() -> reader(store()).manifest(other)).isInstanceOf(BackupException.class).hasMessageContaining("In place of");
    }

    private interface Change {

        void to(byte[] bytes);
    }

    private void change(String name, Change change) throws IOException {
        var bytes = Files.readAllBytes(file(name));
        change.to(bytes);
        Files.write(file(name), bytes);
    }

    private Path file(String name) {
        return directory.resolve("store/backups").resolve(NAME).resolve(name);
    }

    private static ArchiveWriter writer(FolderStore store) {
        return new ArchiveWriter(store, Recipients.of(certificate(RECIPIENT)), SIGNER, "0.1.0");
    }

    private static ArchiveReader reader(FolderStore store) {
        return new ArchiveReader(store, Signers.of(certificate(SIGNER)));
    }

    private static InputStream certificate(PrivateKey key) {
        return new ByteArrayInputStream(key.certificate().getBytes());
    }

    /** Two parts. */
    private static class Two implements BackupSource {

        private final String first;
        private final String second;

        Two(String first, String second) {
            this.first = first;
            this.second = second;
        }

        @Override
        public BackupKind kind() {
            return BackupKind.VAULT_SNAPSHOT;
        }

        @Override
        public void take(Parts parts) throws IOException {
            parts.add("vault.snap", out -> out.write(first.getBytes()));
            parts.add("credentials.csv", out -> out.write(second.getBytes()));
            parts.fact("version", "2.7.2");
            parts.count("credentials", 2);
        }
    }
}
