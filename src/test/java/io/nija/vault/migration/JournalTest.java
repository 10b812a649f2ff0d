package io.nija.vault.migration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class JournalTest {

    @TempDir
    private Path directory;
    private Path file = Path.of("");
    private Path path = Path.of("");

    @BeforeEach
    void resolve() {
        file = directory.resolve("keys.csv");
        path = directory.resolve("keys.csv.journal");
    }

    @Test
    void remembersWhatIsDoneAndIsForItsOwnerOnly() throws IOException {
        try (var journal = Journal.open(file, "hash", "vault")) {
            journal.written(1);
            journal.wasThereAlready(3);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path))).isEqualTo("rw-------");

        try (var journal = Journal.open(file, "hash", "vault")) {
            assertThat(journal.before()).isEqualTo(2);
            assertThat(journal.isDone(1)).isTrue();
            assertThat(journal.wasThere(1)).isFalse();
            assertThat(journal.isDone(2)).isFalse();
            assertThat(journal.wasThere(3)).isTrue();
        }
    }

    @Test
    void whatAKilledRunLeftOfALineIsOverwritten() throws IOException {
        try (var journal = Journal.open(file, "hash", "vault")) {
            journal.written(1);
        }
        Files.writeString(path, "w 23", StandardOpenOption.APPEND);

        try (var journal = Journal.open(file, "hash", "vault")) {
            assertThat(journal.before()).isOne();
            journal.written(4);
        }

        assertThat(Files.readAllLines(path)).endsWith("w 1", "w 4");
    }

    @Test
    void aRunKilledBeforeItsFirstKeyIsNoObstacle() throws IOException {
        Files.writeString(path, "NIJA Vault Con");

        try (var journal = Journal.open(file, "hash", "vault")) {
            journal.written(1);
        }
        try (var journal = Journal.open(file, "hash", "vault")) {
            assertThat(journal.before()).isOne();
        }
    }

    @Test
    void theJournalOfAnotherContentOrVaultIsRefusedAndLeftAlone() throws IOException {
        try (var journal = Journal.open(file, "hash", "vault")) {
            journal.written(1);
        }
        var before = Files.readString(path);

        assertRefused("other", "vault", "of another content");
        assertRefused("hash", "other", "of another Vault");
        assertThat(Files.readString(path)).isEqualTo(before);
        Files.writeString(path, "somebody else's text\n");
        assertRefused("hash", "vault", "of another content");
        assertThat(Files.readString(path)).isEqualTo("somebody else's text\n");
    }

    @Test
    void twoRunsCannotHaveItAtOnce() throws IOException {
        try (var journal = Journal.open(file, "hash", "vault")) {
            assertThat(journal.before()).isZero();
            assertRefused("hash", "vault", "Another run");
        }
    }

    private void assertRefused(String hash, String vault, String told) {
        assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> Journal.open(file, hash, vault)).withMessageContaining(told);
    }
}
