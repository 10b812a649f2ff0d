package io.nija.vault.backup.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.nija.vault.backup.BackupException;
import io.nija.vault.backup.BackupKind;
import io.nija.vault.backup.postgres.BackedUpDatabase;
import io.nija.vault.backup.settings.TestSetup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A drill of a database that is backed up, with a real server. */
class DatabaseRehearsalTest {

    private static final Instant BEGAN = Instant.parse("2026-01-31T09:30:00Z");

    @TempDir
    static Path directory;

    static BackedUpDatabase database;

    private final Steps steps = new Steps();

    @BeforeAll
    static void begin() throws Exception {
        database = BackedUpDatabase.in(directory);
        database.write();
    }

    @AfterAll
    static void end() throws Exception {
        database.close();
    }

    private List<Check> drill(String name) throws Exception {
        var backups = TestSetup.of(database.properties(directory));
        var setup = new DrillSetup(new DrillProperties(directory.resolve("restore.key"), null, Path.of("bao"), null, directory.resolve("drills"), Duration.ZERO, Duration.ofMinutes(1)));
        return new RestoreDrill(database.store(), backups.reader(), setup.key(), setup.directory())
                .run(name, new DatabaseRehearsal(BackupKind.CONSOLE_DATABASE, backups, setup, database.programs()), steps, none -> { });
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        try (var left = Files.list(directory.resolve("drills"))) {
            assertThat(left).isEmpty();
        }
        assertThat(ProcessHandle.allProcesses().map(process -> process.info().commandLine().orElse(""))).noneMatch(line -> line.contains(directory.resolve("drills").toString()));
        assertThat(database.store().list("leases")).isEmpty();
    }

    @Test
    void allIsThereUpToTheArchivesEnd() throws Exception {
        var backup = database.backUp(BEGAN);
        var last = database.write();

        var checks = drill(backup);

        assertThat(checks).as(checks.toString()).hasSize(2).allMatch(Check::passed);
        assertThat(checks.getFirst().what()).isEqualTo("WAL");
        assertThat(Instant.parse(checks.getFirst().result().replaceFirst(".* is of ", ""))).isAfterOrEqualTo(last.minusSeconds(1));
        assertThat(checks.getLast().result()).matches("(\\d) in 1 tables, \\1 when it was backed up");
        assertThat(steps.recovery()).isPositive();
    }

    @Test
    void rowsThatAreNotThereAreNamed() throws Exception {
        var checks = drill(database.backUp(BEGAN.plusSeconds(1), 1000));

        assertThat(checks.getLast().passed()).isFalse();
        assertThat(checks.getLast().result()).matches(".*: note has \\d in place of 1,00\\d");
    }

    @Test
    void walThatIsMissingFailsTheDrill() throws Exception {
        var backup = database.backUp(BEGAN.plusSeconds(2));
        database.write();
        database.write();
        var lost = database.loseWal(backup);

        assertThatThrownBy(() -> drill(backup)).isInstanceOf(BackupException.class).hasMessageContaining(lost).hasMessageContaining("missing");
    }
}
