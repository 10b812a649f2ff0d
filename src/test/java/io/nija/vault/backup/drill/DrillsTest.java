package io.nija.vault.backup.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.nija.vault.audit.KeyWrites;
import io.nija.vault.backup.BackupException;
import io.nija.vault.backup.BackupKind;
import io.nija.vault.backup.BackupState;
import io.nija.vault.backup.Backups;
import io.nija.vault.base.SecretValue;
import io.nija.vault.credentials.Credentials;
import io.nija.vault.credentials.KeyDescription;
import io.nija.vault.credentials.KeyMaterial;
import io.nija.vault.testing.ConsoleTest;
import io.nija.vault.testing.People;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.DefaultApplicationArguments;

/** Drills with backups of the embedded Vault: restored for real, and nothing left of it. */
@ConsoleTest
class DrillsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @Autowired
    Drills drills;
    @Autowired
    Backups backups;
    @Autowired
    Credentials credentials;
    @Autowired
    People people;
    @Autowired
    KeyWrites writes;
    @Value("${backup.drill.directory}")
    Path directory;

    @Test
    void aBackupIsRestoredAndComparedAndNothingIsLeft() throws IOException {
        people.signIn(People.ALICE);
        var key = People.newKey(People.ALICE, "kraken");
        credentials.add(key, new KeyMaterial(SecretValue.of("k" + UUID.randomUUID()), SecretValue.of("s" + UUID.randomUUID()), Map.of("passphrase", SecretValue.of("a phrase"))),
                KeyDescription.EMPTY);
        await().atMost(PATIENCE).until(() -> writes.latest(List.of(key)).containsKey(key));
        var name = backUp();

        drills.ask(BackupKind.VAULT_SNAPSHOT, name, "ada");
        assertThatThrownBy(() -> drills.ask(BackupKind.VAULT_SNAPSHOT, name, "ada")).isInstanceOf(BackupException.class);
        var drill = ended();

        assertThat(drill.state()).as(drill.problem() + " " + drill.checks()).isEqualTo(DrillState.PASSED);
        assertThat(drill.checks()).extracting(Check::what).containsExactly("Credentials", "Versions", "Values", "Canary");
        assertThat(drill.checks()).allMatch(Check::passed);
        assertThat(drill.checks().get(2).result()).doesNotStartWith("0 the same");
        assertThat(drill.recovery()).isPositive();
        assertThat(drill.dataAge()).isPositive();
        assertThat(drill.times()).extracting(Steps.Time::what).contains("Restoring", "Comparing");
        assertNothingIsLeft();
    }

    @Test
    void theCommandEndsWhenSomebodyWithdrawsWhatItWaitsFor() throws Exception {
        var command = new DrillCommand(drills);
        // Of a kind of which no console of this stack does drills.
        var waiting = Thread.ofPlatform().start(() -> {
            try {
                command.run(new DefaultApplicationArguments("drill", "vault-database-20260131T093000Z"));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        await().until(() -> drills.latest(BackupKind.VAULT_DATABASE).isPresent());

        drills.withdraw(drills.latest(BackupKind.VAULT_DATABASE).orElseThrow().id());

        assertThat(waiting.join(Duration.ofSeconds(10))).isTrue();
        assertThat(command.getExitCode()).isOne();
    }

    private String backUp() {
        var name = backups.start(BackupKind.VAULT_SNAPSHOT, "ada");
        await().atMost(PATIENCE).until(() -> backups.find(name).orElseThrow().backup().state() != BackupState.RUNNING);
        assertThat(backups.find(name).orElseThrow().backup().state()).isEqualTo(BackupState.GOOD);
        return name;
    }

    private Drill ended() {
        await().atMost(PATIENCE).until(() -> !drills.latest(BackupKind.VAULT_SNAPSHOT).orElseThrow().state().isOpen());
        return drills.latest(BackupKind.VAULT_SNAPSHOT).orElseThrow();
    }

    private void assertNothingIsLeft() throws IOException {
        await().untilAsserted(() -> {
            try (var files = Files.list(directory)) {
                assertThat(files).isEmpty();
            }
            assertThat(ProcessHandle.current().children().flatMap(child -> child.info().commandLine().stream())).noneMatch(line -> line.contains("isolated.hcl"));
        });
    }
}
