package io.nija.vault.backup.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.nija.vault.backup.BackupException;
import io.nija.vault.backup.BackupKind;
import io.nija.vault.backup.archive.Archives;
import io.nija.vault.backup.settings.BackupProperties;
import io.nija.vault.backup.settings.TestSetup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drills of a server that holds Vault's storage: a real Vault comes up on what a real PostgreSQL has recovered. */
class StoredVaultTest {

    private static final Instant BEGAN = Instant.now().minusSeconds(60);

    @TempDir
    static Path directory;

    static BackedUpStorage storage;
    private static int backups;

    private final Steps steps = new Steps();
    private String configuration = "drill.hcl";

    @BeforeAll
    static void begin() throws Exception {
        storage = BackedUpStorage.in(directory);
        storage.write("alice/kraken", "first");
        storage.write("alice/kraken", "second");
        storage.write("bob/okx", "his");
        storage.renewCanary();
        storage.renewCanary();
    }

    @AfterAll
    static void end() throws Exception {
        storage.close();
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        assertThat(directory.resolve("drills")).isEmptyDirectory();
        assertThat(working()).isEmpty();
        assertThat(storage.store().list("leases")).isEmpty();
    }

    /** The processes that have their files in the drills' directory, the kernel's own word for it. */
    private static List<ProcessHandle> working() {
        var drills = directory.resolve("drills").toAbsolutePath();
        return ProcessHandle.allProcesses().filter(process -> {
            try {
                return Files.readSymbolicLink(Path.of("/proc", String.valueOf(process.pid()), "cwd")).startsWith(drills);
            } catch (IOException e) {
                return false;
            }
        }).toList();
    }

    private static Instant next() {
        return BEGAN.plusSeconds(++backups);
    }

    private List<Check> drill(String backup) throws IOException {
        return drill(backup, storage.properties(), directory, configuration, storage.programs(), steps);
    }

    private static List<Check> drill(String backup, BackupProperties properties, Path directory, String configuration, Path programs, Steps steps) throws IOException {
        var backups = TestSetup.of(properties);
        var setup = new DrillSetup(new DrillProperties(directory.resolve("restore.key"), null, BackedUpVault.program(), directory.resolve(configuration),
                directory.resolve("drills"), Duration.ZERO, Duration.ofMinutes(1)));
        return new RestoreDrill(backups.store(), backups.reader(), setup.key(), setup.directory())
                .run(backup, new DatabaseRehearsal(Archives.kind(backup), backups, setup, programs), steps, none -> { });
    }

    private static Check check(List<Check> checks, String what) {
        return checks.stream().filter(check -> check.what().equals(what)).findFirst().orElseThrow();
    }

    @Test
    void vaultComesUpAndAllThatWasKnownIsThere() throws IOException {
        var backup = storage.backUp(next(), none -> { });
        storage.writeUnread("bob/okx", "rotated after the backup");

        var checks = drill(backup);

        assertThat(checks).as(checks.toString()).extracting(Check::what).containsExactly("WAL", "Rows", "Credentials", "Versions", "Values", "Canary");
        assertThat(checks).as(checks.toString()).allMatch(Check::passed);
        assertThat(check(checks, "Credentials").result()).startsWith("2 restored, 2 when");
        assertThat(check(checks, "Values").result()).startsWith("2 the same");
        assertThat(check(checks, "Canary").result()).startsWith("3 versions");
        assertThat(steps.recovery()).isPositive();
        steps.end();
        assertThat(steps.times()).extracting(Steps.Time::what).containsSubsequence("Recovering", "Starting Vault", "Recovering the time of the counts", "Comparing the credentials");
    }
}
