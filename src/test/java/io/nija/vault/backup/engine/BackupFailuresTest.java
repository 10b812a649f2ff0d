package io.nija.vault.backup.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.nija.vault.backup.Backup;
import io.nija.vault.backup.BackupState;
import io.nija.vault.backup.openpgp.PrivateKey;
import io.nija.vault.backup.settings.BackupProperties;
import io.nija.vault.backup.settings.TestSetup;
import io.nija.vault.backup.store.S3Properties;
import io.nija.vault.testing.DevPostgres;
import io.nija.vault.testing.S3Server;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Each way in which a backup may not come about: what is said of it, and that nothing of it counts. */
class BackupFailuresTest {

    private static DevPostgres postgres;

    @TempDir
    Path folder;

    @TempDir
    Path keys;

    private TestSetup setup;

    @BeforeAll
    static void startDatabase() throws IOException {
        postgres = DevPostgres.start();
        Flyway.configure().dataSource(postgres.dataSource()).load().migrate();
    }

    @AfterAll
    static void stopDatabase() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void empty() throws IOException {
        setup = new TestSetup(keys);
        JdbcClient.create(postgres.dataSource()).sql("truncate backup").update();
    }

    private Backup make(BackupProperties properties, TestSource source) throws Exception {
        try (var console = new TestConsole(postgres, properties, source)) {
            var made = console.make();
            assertThat(console.backups().overview().getFirst().lastGood()).isNull();
            assertThat(new BackupRules().backupFailed(console.backups()).check(0)).hasSize(made.state() == BackupState.FAILED ? 1 : 0);
            return made;
        }
    }

    private static TestSource source(int megabytes) {
        return new TestSource(megabytes, () -> { });
    }

    @Test
    void theDiskIsFull() throws Exception {
        try (var disk = SmallDisk.at(folder.resolve("disk"))) {
            var made = make(setup.folder(disk.path().resolve("store")), source(8));

            assertThat(made.state()).isEqualTo(BackupState.FAILED);
            assertThat(made.problem()).isEqualTo("There is no space left in the store. Make room, or give it a larger disk.");
            assertThat(disk.isEmpty()).as("nothing is left of it").isTrue();
        }
    }

    @Test
    void theStoreMayNotBeWritten() throws Exception {
        Files.writeString(folder.resolve("file"), "no folder");

        var made = make(setup.folder(folder.resolve("file")), source(1));

        assertThat(made.state()).isEqualTo(BackupState.FAILED);
        assertThat(made.problem()).startsWith("The store does not work:");
    }

    @Test
    void s3IsAwayOrDiesInTheMiddle() throws Exception {
        try (var server = S3Server.start("backups")) {
            var s3 = setup.s3(new S3Properties("backups", "", "us-east-1", server.address(), true, "key", "secret", "AES256", null));
            var died = make(s3, new TestSource(24, server::kill));

            assertThat(died.state()).isEqualTo(BackupState.FAILED);
            assertThat(died.problem()).startsWith("The S3 store does not answer: the bucket backups at " + server.address());
            var away = make(s3, source(1));
            assertThat(away.state()).isEqualTo(BackupState.FAILED);
            assertThat(away.problem()).isEqualTo(died.problem());

            server.startAgain();

            try (var console = new TestConsole(postgres, s3, source(24))) {
                assertThat(console.setup().store().list("")).isEmpty();
                assertThat(console.make().state()).isEqualTo(BackupState.GOOD);
                assertThat(console.setup().store().removeUnfinished(Duration.ZERO)).as("of the one that died").isPositive();
                assertThat(console.setup().reader().names()).hasSize(1);
                assertThat(new BackupRules().backupFailed(console.backups()).check(0)).isEmpty();
            }
        }
    }

    @Test
    void theKeysAreWrong() throws Exception {
        Files.writeString(setup.recipients(), PrivateKey.generate("Left here by mistake").export().expose());
        assertThat(make(setup.folder(folder), source(1)).problem()).startsWith("The recipients of backups hold the private key");

        Files.writeString(setup.recipients(), "nothing of the kind");
        assertThat(make(setup.folder(folder), source(1)).problem()).contains("certificate");

        Files.delete(setup.recipients());
        assertThat(make(setup.folder(folder), source(1)).problem()).isEqualTo("The file of the recipients of backups cannot be read: " + setup.recipients());

        Files.writeString(setup.recipients(), PrivateKey.generate("Restores").certificate());
        Files.writeString(setup.signingKey(), PrivateKey.generate("No private half").certificate());
        assertThat(make(setup.folder(folder), source(1)).state()).isEqualTo(BackupState.FAILED);
    }

    @Test
    void itIsNotWhatWasWrittenWhenItIsReadBack() throws Exception {
        var store = folder.resolve("backups");

        var made = make(setup.folder(folder), new TestSource(2, () -> { }, () -> damage(store)));

        assertThat(made.state()).isEqualTo(BackupState.FAILED);
        assertThat(made.problem()).contains("damaged");
        assertThat(store).satisfiesAnyOf(path -> assertThat(path).doesNotExist(), path -> assertThat(path).isEmptyDirectory());
    }

    /** As a disk does that has lost a bit by the time that it is read. */
    private static void damage(Path store) throws IOException {
        try (var files = Files.walk(store)) {
            var part = files.filter(path -> path.endsWith("content.gpg")).findFirst().orElseThrow();
            var bytes = Files.readAllBytes(part);
            bytes[bytes.length / 2] ^= 1;
            Files.write(part, bytes);
        }
    }

    @Test
    void theConsoleIsKilledInTheMiddle() throws Exception {
        var process = SlowConsole.start(postgres, folder, keys);
        try (var console = new TestConsole(postgres, setup.folder(folder), source(1))) {
            var name = process.awaitBackup();
            assertThat(console.backup(name).state()).isEqualTo(BackupState.RUNNING);

            process.kill();
            JdbcClient.create(postgres.dataSource()).sql("update backup set heartbeat = now() - interval '31 seconds'").update();
            console.look();

            assertThat(console.backup(name).state()).isEqualTo(BackupState.FAILED);
            assertThat(console.backup(name).problem()).startsWith("The console that made it has ended:").contains("process " + process.pid());
            assertThat(console.setup().reader().names()).doesNotContain(name);
            assertThat(console.setup().store().removeUnfinished(Duration.ZERO)).as("the file that it was writing").isEqualTo(1);
        } finally {
            process.kill();
        }
    }
}
