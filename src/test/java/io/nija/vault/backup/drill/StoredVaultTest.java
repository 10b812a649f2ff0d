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
        return drill(backup, BackedUpStorage.properties(directory), directory, configuration, storage.programs(), steps);
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
        storage.write("bob/okx", "his again");

        assertThat(checks).as(checks.toString()).extracting(Check::what).containsExactly("WAL", "Rows", "Credentials", "Versions", "Values", "Canary");
        assertThat(checks).as(checks.toString()).allMatch(Check::passed);
        assertThat(check(checks, "Credentials").result()).startsWith("2 restored, 2 when");
        assertThat(check(checks, "Values").result()).startsWith("2 the same");
        assertThat(check(checks, "Canary").result()).startsWith("3 versions");
        assertThat(steps.recovery()).isPositive();
        steps.end();
        assertThat(steps.times()).extracting(Steps.Time::what).containsSubsequence("Recovering", "Starting Vault", "Recovering the time of the counts", "Comparing the credentials");
    }

    @Test
    void aServerOfVaultsOwnIsDrilledTheSame() throws IOException {
        var checks = drill(storage.backUpVaultDatabase(next()));

        assertThat(checks).as(checks.toString()).hasSize(6).allMatch(Check::passed);
        assertThat(check(checks, "Rows").result()).contains("in 2 tables");
        assertThat(check(checks, "Values").result()).startsWith("2 the same");
    }

    @Test
    void aCredentialThatIsAnotherOrMissingFailsTheDrill() throws IOException {
        storage.write("carol/kraken", "hers");
        storage.write("dave/kraken", "his");

        var checks = drill(storage.backUp(next(), parts -> {
            storage.destroy("carol/kraken");
            storage.destroy("dave/kraken");
            storage.writeUnread("dave/kraken", "another's, in the same version");
        }));
        storage.forget("carol/kraken");
        storage.forget("dave/kraken");
        storage.destroy("dave/kraken");

        assertThat(checks).filteredOn(check -> !check.passed()).extracting(Check::what).containsExactly("Credentials", "Versions", "Values");
        assertThat(check(checks, "Credentials").result()).isEqualTo("3 restored, 4 when it was backed up, missing: users/carol/kraken");
        assertThat(check(checks, "Values").result()).startsWith("2 the same").endsWith("not the same: users/dave/kraken");
    }

    @Test
    void aCanaryThatIsAnotherFailsTheDrill() throws IOException {
        var checks = drill(storage.backUp(next(), parts -> parts.fact("canary-1", "0".repeat(64))));

        assertThat(checks).filteredOn(check -> !check.passed()).extracting(Check::what).containsExactly("Canary");
        assertThat(check(checks, "Canary").result()).endsWith("not so: 1");
    }

    @Test
    void anotherSealDoesNotOpenItAndSaysSoAtOnce() throws IOException {
        var backup = storage.backUp(next(), none -> { });
        var other = Files.write(directory.resolve("other-seal.key"), new byte[32]);
        configuration = "other.hcl";
        Files.writeString(directory.resolve(configuration), Files.readString(directory.resolve("drill.hcl")).replaceAll("file://[^\"]+", "file://" + other));
        var began = Instant.now();

        assertThatThrownBy(() -> drill(backup)).isInstanceOf(BackupException.class).hasMessageContaining("sealed by another seal").hasMessageContaining("failed to decrypt keys");
        assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(45));
        assertThat(steps.recovery()).as("it would not serve").isNull();
    }

    @Test
    void anotherClusterOrAnotherAuditDeviceIsNamed() throws IOException {
        var foreign = storage.backUp(next(), parts -> parts.fact("cluster", "00000000-0000-0000-0000-000000000000"));
        assertThatThrownBy(() -> drill(foreign)).isInstanceOf(BackupException.class).hasMessageContaining("another cluster");

        var backup = storage.backUp(next(), none -> { });
        configuration = "audit.hcl";
        Files.writeString(directory.resolve(configuration), Files.readString(directory.resolve("drill.hcl")).replace("audit.log", "other.log"));
        assertThatThrownBy(() -> drill(backup)).isInstanceOf(BackupException.class).hasMessageContaining("not that of the real Vault");
    }

    @Test
    void withoutALedgerNothingCountsAsCompared() throws IOException {
        var checks = drill(storage.backUpWithoutVault(next()));

        assertThat(checks).extracting(Check::what).containsExactly("WAL", "Rows", "Credentials");
        assertThat(checks).filteredOn(check -> !check.passed()).extracting(Check::what).containsExactly("Credentials");
        assertThat(check(checks, "Credentials").result()).contains("No node of Vault leads");
        assertThat(steps.recovery()).as("Vault came up").isPositive();
    }

    @Test
    void whereThereIsNoStorageTheDrillSaysWhatToSet() throws IOException {
        var backup = storage.backUp(next(), parts -> parts.fact("vault-storage", "app"));

        assertThatThrownBy(() -> drill(backup)).isInstanceOf(BackupException.class).hasMessageContaining("app has no table of Vault's storage").hasMessageContaining("BACKUP_VAULT_STORAGE");
    }

    @Test
    void wherePeopleUnsealOnlyTheRowsAreCompared() throws IOException {
        var checks = drill(storage.backUp(next(), parts -> parts.fact("seal", "shamir")));

        assertThat(checks).as(checks.toString()).extracting(Check::what).containsExactly("WAL", "Rows", "Vault");
        assertThat(checks).allMatch(Check::passed);
        assertThat(check(checks, "Vault").result()).startsWith("Not started");
    }

    @Test
    void ofADrillThatIsKilledNothingIsLeft() throws Exception {
        var backup = storage.backUp(next(), none -> { });
        var killed = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System.getProperty("java.class.path"),
                Killed.class.getName(), directory.toString(), storage.programs().toString(), backup).inheritIO().start();
        try {
            await().atMost(Duration.ofSeconds(90)).until(() -> working().stream().anyMatch(process -> process.info().command().orElse("").endsWith("bao")));
            assertThat(working()).as("PostgreSQL and Vault").hasSizeGreaterThan(2);

            killed.destroyForcibly().waitFor();

            await().until(() -> working().isEmpty());
            Leftovers.clear(directory.resolve("drills"));
        } finally {
            killed.destroyForcibly();
        }
        storage.endLease(backup);
    }

    /** The process. */
    static final class Killed {

        private Killed() {
        }

        public static void main(String[] arguments) throws Exception {
            var directory = Path.of(arguments[0]);
            drill(arguments[2], BackedUpStorage.properties(directory), directory, "drill.hcl", Path.of(arguments[1]), new Steps());
        }
    }
}
