package io.nija.vault.backup.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderStoreTest extends StoreTest {

    @TempDir
    Path folder;

    @Override
    BackupStore store() {
        return new FolderStore(folder.resolve("store"));
    }

    @Test
    void nobodyElseMayReadIt() throws Exception {
        store().write("backups/a", out -> out.write(1));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("store/backups/a")))).isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("store/backups")))).isEqualTo("rwx------");
    }

    @Test
    void staysWithinItsFolder() {
        assertThatThrownBy(() -> store().write("../outside", out -> out.write(1))).isInstanceOf(IOException.class);
        assertThat(folder.resolve("outside")).doesNotExist();
    }
}
