package io.nija.vault.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.nija.vault.backup.postgres.BackedUpDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The command on the backups of a database, as an operator runs it who has nothing but the store and the keys. */
@ExtendWith(OutputCaptureExtension.class)
class DatabaseRestoreTest {

    private static final Pattern LAST_CHANGE = Pattern.compile("The last change in it is of (\\S+Z)\\.");
    private static final Instant BEGAN = Instant.parse("2026-01-31T09:30:00Z");

    @TempDir
    static Path directory;

    static BackedUpDatabase database;
    static String older;
    static String newer;
    static Instant between;

    private final InputStream input = System.in;

    @BeforeAll
    static void backUp() throws Exception {
        database = BackedUpDatabase.in(directory);
        database.write();
        older = database.backUp(BEGAN);
        between = database.write();
        newer = database.backUp(BEGAN.plusSeconds(1));
        database.write();
    }

    @AfterAll
    static void end() throws Exception {
        database.close();
    }

    @AfterEach
    void nobodyTypesAnyMore() {
        System.setIn(input);
    }

    private static int restore(String... arguments) {
        return RestoreProgram.run("\n", Stream.concat(Stream.of("--backup.folder=" + database.folder(), "--backup.signers=" + directory.resolve("signing.crt"),
                "--backup.postgres-programs=" + database.programs()), Stream.of(arguments)));
    }

    private static String key() {
        return "--key=" + directory.resolve("restore.key");
    }

    @Test
    void recoversToATimeIntoANewDirectory(CapturedOutput output) {
        var into = directory.resolve("recovered");

        assertThat(restore("console-database", "--to=" + between, key(), "--into=" + into)).isZero();

        assertThat(output).contains(older + ", begun", into.resolve("data").toString(), "PostgreSQL 18", "index rebuild");
        var last = LAST_CHANGE.matcher(output);
        assertThat(last.find()).isTrue();
        assertThat(Instant.parse(last.group(1))).isBetween(between.minusSeconds(60), between);
        assertThat(into.resolve("data/PG_VERSION")).exists();
        assertThat(restore("console-database", key(), "--into=" + into)).isOne();
        assertThat(output).contains("is not empty. Recover to a new directory");
    }

    @Test
    void looksAndChangesNothing(CapturedOutput output) {
        assertThat(restore()).isZero();
        assertThat(output).contains(older, newer, "any minute from");

        assertThat(restore("console-database", key())).isZero();
        assertThat(output).contains(newer + ", begun", "without a gap", "Nothing was restored. To recover it, add --into=DIRECTORY");
    }

    @Test
    void refusesInWordsWhatIsWrong(CapturedOutput output) {
        assertThat(restore("console-database", "--to=2020-01-01T00:00:00Z", key())).isOne();
        assertThat(output).contains("There is no backup of the console's database from before 2020-01-01T00:00:00Z");
        assertThat(restore("vault-database", key())).isOne();
        assertThat(output).contains("There is no backup of Vault's database.");
        assertThat(restore(older, "--to=2099-01-01T00:00:00Z", key())).isOne();
        assertThat(output).contains("The archive ends at");
        assertThat(restore("console-database", "--to=noon", key())).isEqualTo(2);
        assertThat(output).contains("“noon” is no time");
        assertThat(restore("console-database", "--into=somewhere")).isEqualTo(2);
        assertThat(output).contains("--key=FILE");
        assertThat(restore("console-database", key(), "--write", "--vault.addr=https://vault:8200")).isOne();
        assertThat(output).contains("and not into a server that runs");
        assertThat(restore("other-database", key())).isOne();
        assertThat(output).contains("Name a backup, such as vault-20260131T093000Z");
    }
}
