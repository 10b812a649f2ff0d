package io.nija.vault.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.nija.vault.base.StartupException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who may read the console's figures. Without a token nobody may.
 *
 * @param token     which whoever asks must bring, 16 letters or more
 * @param tokenFile the same in a file, which is read when the console starts
 */
@ConfigurationProperties("monitoring")
record MonitoringProperties(@Nullable String token, @Nullable Path tokenFile) {

    private static final int SHORTEST = 16;

    /** @throws StartupException when there is no good token where one should be */
    MonitoringProperties {
        if (token != null && tokenFile != null) {
            throw new StartupException("MONITORING_TOKEN and MONITORING_TOKEN_FILE are both set. Set one of them.");
        }
        token = tokenFile == null ? token : read(tokenFile);
        if (token != null && token.isEmpty()) {
            token = null;
        }
        if (token != null && token.length() < SHORTEST) {
            throw new StartupException("The monitoring token must have at least " + SHORTEST + " letters.");
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new StartupException("MONITORING_TOKEN_FILE cannot be read: " + file, e);
        }
    }

    /** Without the token: records print all their components otherwise. */
    @Override
    public String toString() {
        return "MonitoringProperties[tokenFile=" + tokenFile + "]";
    }
}
