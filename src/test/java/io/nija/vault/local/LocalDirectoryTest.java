package io.nija.vault.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LocalDirectoryTest {

    @TempDir
    private Path temporary;

    private Path path() {
        return temporary.resolve("with a space").resolve(".local");
    }

    @Test
    void isMadeForItsOwnerOnly() throws IOException {
        LocalDirectory.at(path());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path()))).isEqualTo("rwx------");
    }

    @Test
    void hasOneOwnerAtATime() {
        var first = LocalDirectory.at(path());
        var second = LocalDirectory.at(path());
        assertThat(first.lock()).isTrue();
        assertThat(second.lock()).isFalse();
        assertThat(second.owner()).isEqualTo(String.valueOf(ProcessHandle.current().pid()));
        first.close();
        assertThat(second.lock()).isTrue();
        second.close();
    }

    @Test
    void leavesDataOfOthersAlone() throws IOException {
        Files.createDirectories(path().resolve("postgres"));
        assertThatThrownBy(() -> LocalDirectory.at(path())).isInstanceOf(LocalStackException.class).hasMessageContaining("--local.directory");
        assertThat(path().resolve(".vault-console")).doesNotExist();
    }

    @Test
    void setsAnUnfinishedStartAsideAndNothingElse() throws IOException {
        var directory = LocalDirectory.at(path());
        Files.createDirectory(path().resolve("vault"));
        Files.writeString(path().resolve("notes.txt"), "mine");
        var aside = directory.setAsideUnfinished().orElseThrow();
        assertThat(aside.resolve("vault")).isDirectory();
        assertThat(path().resolve("vault")).doesNotExist();
        assertThat(path().resolve("notes.txt")).exists();
        assertThat(directory.setAsideUnfinished()).isEmpty();
    }

    @Test
    void keepsWhatAFinishedStartHasMade() throws IOException {
        var directory = LocalDirectory.at(path());
        Files.createDirectory(path().resolve("vault"));
        directory.markInitialised();
        assertThat(directory.setAsideUnfinished()).isEmpty();
        assertThat(path().resolve("vault")).isDirectory();
    }

    @Test
    void publishesSettingsForAShellToReadAndTakesThemBackAtTheEnd() throws IOException {
        var directory = LocalDirectory.at(path());
        directory.lock();
        var settings = new Properties();
        settings.setProperty("vault.addr", "http://127.0.0.1:8200");
        directory.publish(settings);
        var file = path().resolve("settings.properties");
        assertThat(file).hasContent("vault.addr=http://127.0.0.1:8200\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(directory.published()).isEqualTo(settings);
        directory.close();
        assertThat(file).doesNotExist();
        assertThat(path().resolve("console.pid")).doesNotExist();
    }
}
