package io.nija.vault.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.nija.vault.base.StartupException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MonitoringPropertiesTest {

    @TempDir
    Path directory;

    @Test
    void aTokenComesFromTheSettingsOrAFile() throws IOException {
        var file = Files.writeString(directory.resolve("token"), "a-token-from-a-file\n");

        assertThat(new MonitoringProperties("a-token-from-settings", null).token()).isEqualTo("a-token-from-settings");
        assertThat(new MonitoringProperties(null, file).token()).isEqualTo("a-token-from-a-file");
        assertThat(new MonitoringProperties(null, file).toString()).doesNotContain("a-token");
    }

    @Test
    void noneIsNone() {
        assertThat(new MonitoringProperties(null, null).token()).isNull();
        assertThat(new MonitoringProperties("", null).token()).isNull();
    }

    @Test
    void whatIsNoGoodTokenStopsTheStart() throws IOException {
        var file = Files.writeString(directory.resolve("token"), "a-token-from-a-file");

        assertThatExceptionOfType(StartupException.class).isThrownBy(() -> new MonitoringProperties("short", null));
        assertThatExceptionOfType(StartupException.class).isThrownBy(() -> new MonitoringProperties("a-token-from-settings", file));
        assertThatExceptionOfType(StartupException.class).isThrownBy(() -> new MonitoringProperties(null, directory.resolve("none")));
    }
}
