package io.nija.vault.backup.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.nija.vault.audit.KeyWrites;
import io.nija.vault.backup.Backup;
import io.nija.vault.backup.BackupKind;
import io.nija.vault.backup.BackupState;
import io.nija.vault.backup.Backups;
import io.nija.vault.backup.openpgp.PrivateKey;
import io.nija.vault.backup.settings.BackupSetup;
import io.nija.vault.base.SecretValue;
import io.nija.vault.credentials.Credentials;
import io.nija.vault.credentials.KeyDescription;
import io.nija.vault.credentials.KeyMaterial;
import io.nija.vault.testing.ConsoleTest;
import io.nija.vault.testing.People;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Backups of the embedded Vault, made and read back for real. */
@ConsoleTest
@ExtendWith(OutputCaptureExtension.class)
class BackupsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Autowired
    Backups backups;

    @Autowired
    BackupSetup setup;

    @Autowired
    Credentials credentials;

    @Autowired
    KeyWrites writes;

    @Autowired
    People people;

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
        assertThat(manifest.audit()).filteredOn(head -> head.node().equals("local")).singleElement().satisfies(head -> assertThat(head.lines()).isPositive());
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

    @Test
    void theCommandMakesOneListsItAndVerifiesIt(CapturedOutput output) throws Exception {
        assertThat(run("backup", "vault")).as(output.getErr()).isZero();
        assertThat(output).contains("It is good:");
        var name = backups.page(null, 1).getFirst().name();
        assertThat(run("backup", "list")).isZero();
        assertThat(output.getOut().lines().filter(line -> line.startsWith(name) && line.contains("Good"))).hasSize(1);
        assertThat(run("backup", "verify", name)).isZero();
        assertThat(run("backup", "verify", "vault-20200101T000000Z")).isEqualTo(1);
        assertThat(run("backup", "verify", "../x")).isEqualTo(1);
        assertThat(run("backup", "everything")).isEqualTo(2);
        assertThat(output.getErr()).contains("There is no backup vault-20200101T000000Z.", "There are these commands: backup [vault|vault-database|console-database]");
    }

    private int run(String... words) throws InterruptedException {
        var command = new BackupCommand(backups);
        command.run(new DefaultApplicationArguments(words));
        return command.getExitCode();
    }

    @Test
    void theLedgerHasWhatVaultHashesTheValuesToAndNoValue() throws Exception {
        var key = People.newKey(People.ALICE, "kraken");
        people.signIn(People.ALICE);
        credentials.add(key, new KeyMaterial(SecretValue.of("an-api-key-in-the-ledger"), SecretValue.of("a-secret-in-the-ledger"), Map.of()),
                KeyDescription.EMPTY);
        await().atMost(PATIENCE).until(() -> writes.latest(List.of(key)).containsKey(key));

        var ledger = ledger(made());

        var row = ledger.lines().filter(line -> line.startsWith(key.path() + ",")).findFirst().orElseThrow();
        assertThat(row).startsWith(key.path() + ",1,1,false,").contains("/api_key").contains("/api_secret").contains("hmac-sha256:");
        assertThat(ledger).doesNotContain("in-the-ledger");
    }

    private String ledger(Backup backup) throws Exception {
        var file = folder.resolve(backup.name() + ".csv");
        try (var in = Files.newInputStream(drillKey)) {
            setup.reader().extract(setup.reader().manifest(backup.name()), "credentials.csv", PrivateKey.of(in, null), file);
        }
        return Files.readString(file);
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
