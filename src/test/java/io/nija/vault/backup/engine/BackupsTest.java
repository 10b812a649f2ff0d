package io.nija.vault.backup.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.nija.vault.backup.Backup;
import io.nija.vault.backup.BackupKind;
import io.nija.vault.backup.BackupState;
import io.nija.vault.backup.Backups;
import io.nija.vault.backup.openpgp.PrivateKey;
import io.nija.vault.backup.settings.BackupSetup;
import io.nija.vault.testing.ConsoleTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** Backups of the embedded Vault, made and read back for real. */
@ConsoleTest
class BackupsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Autowired
    Backups backups;

    @Autowired
    BackupSetup setup;

    @Value("${backup.drill.key}")
    Path drillKey;

    @TempDir
    Path folder;

    @Test
    void aSnapshotIsTakenEncryptedSignedAndReadBack() throws Exception {
        var made = made();

        assertThat(made.state()).as(made.problem()).isEqualTo(BackupState.GOOD);
        assertThat(made.verified()).isNotNull();
        assertThat(made.askedBy()).isEqualTo("ada");
        var manifest = setup.reader().verify(made.name());
        assertThat(manifest.bytes()).isEqualTo(made.bytes()).isPositive();
        assertThat(manifest.facts()).containsEntry("storage", "raft").containsEntry("seal", "static").containsKeys("cluster", "vault-version", "raft-index", "console-schema");
        assertThat(manifest.facts().keySet()).anyMatch(fact -> fact.startsWith("canary-"));
        assertThat(manifest.counts()).containsKeys("credentials", "versions", "comparable");
        assertThat(manifest.audit()).hasSize(1).allSatisfy(head -> assertThat(head.lines()).isPositive());
        assertThat(manifest.recipients()).hasSize(2);

        try (var in = Files.newInputStream(drillKey)) {
            var key = PrivateKey.of(in, null);
            setup.reader().extract(manifest, "credentials.csv", key, folder.resolve("credentials.csv"));
            setup.reader().extract(manifest, "vault.snap", key, folder.resolve("vault.snap"));
        }
        assertThat(Files.readString(folder.resolve("credentials.csv"), StandardCharsets.UTF_8)).startsWith("path,version,versions,deleted,hashes");
        assertThat(backups.find(made.name()).orElseThrow().manifest()).isEqualTo(manifest);
        assertThat(backups.overview()).anySatisfy(kind -> {
            assertThat(kind.kind()).isEqualTo(BackupKind.VAULT_SNAPSHOT);
            assertThat(kind.lastGood()).isEqualTo(backups.find(made.name()).orElseThrow().backup());
            assertThat(kind.next()).isAfter(made.began());
        });
    }

    private Backup made() {
        var name = backups.start(BackupKind.VAULT_SNAPSHOT, "ada");
        await().atMost(PATIENCE).until(() -> backup(name).state() != BackupState.RUNNING);
        return backup(name);
    }

    private Backup backup(String name) {
        return backups.find(name).orElseThrow().backup();
    }
}
