package io.nija.vault.backup.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;

import io.nija.vault.alerts.AlertRule;
import io.nija.vault.backup.BackupKind;
import io.nija.vault.backup.BackupState;
import io.nija.vault.backup.Backups;
import io.nija.vault.backup.settings.BackupSetup;
import io.nija.vault.testing.ConsoleTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The console's own database, backed up as the embedded stack is set up. */
@ConsoleTest
class ConsoleDatabaseBackupTest {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @Autowired
    Backups backups;

    @Autowired
    BackupSetup setup;

    @Autowired
    WalArchiveStates states;

    @Autowired
    List<AlertRule> rules;

    @Test
    void isBackedUpWithItsWal() throws Exception {
        var name = backups.start(BackupKind.CONSOLE_DATABASE, "ada");
        await().atMost(PATIENCE).until(() -> backups.find(name).orElseThrow().backup().state() != BackupState.RUNNING);

        var made = backups.find(name).orElseThrow().backup();
        assertThat(made.state()).as(made.problem()).isEqualTo(BackupState.GOOD);
        var manifest = setup.reader().verify(name);
        var facts = DatabaseFacts.of(manifest);
        assertThat(facts.majorVersion()).isEqualTo("18");
        assertThat(manifest.counts()).containsKeys("credential", "backup");
        assertThat(WalRetention.removeOld(setup.store(), setup.reader())).as("WAL from before it may go").isNotNegative();
        assertThat(new WalArchive(setup.store(), facts.systemIdentifier()).has(facts.first().name())).as("what it needs stays").isTrue();

        await().atMost(PATIENCE).until(() -> states.all().stream().anyMatch(state -> state.covered() != null));
        assertThat(states.all()).singleElement().satisfies(state -> {
            assertThat(state.kind()).isEqualTo(BackupKind.CONSOLE_DATABASE);
            assertThat(state.systemIdentifier()).isEqualTo(facts.systemIdentifier());
            assertThat(state.gap()).isNull();
        });
        assertThat(rules.stream().filter(rule -> rule.name().startsWith("wal-archive-"))).hasSize(3)
                .allSatisfy(rule -> assertThat(rule.check(rule.threshold() == null ? 0 : rule.threshold().value())).isEmpty());
        assertThat(rules.stream().filter(rule -> rule.name().equals("wal-archive-behind")).flatMap(rule -> rule.check(-10).stream()))
                .as("with less patience it would be behind").isNotEmpty();
    }
}
