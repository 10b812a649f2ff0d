package io.nija.vault.backup.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.nija.vault.backup.openpgp.PrivateKey;
import io.nija.vault.backup.store.S3Properties;
import org.jspecify.annotations.Nullable;

/** Keys of a test's own, made at run time, and what a console would be set to with them. */
public final class TestSetup {

    private final Path keys;

    /** @param keys an empty folder */
    public TestSetup(Path keys) throws IOException {
        this.keys = keys;
        renewSigningKey();
        Files.writeString(recipients(), PrivateKey.generate("Restores in a test").certificate());
    }

    public Path signingKey() {
        return keys.resolve("signing.key");
    }

    public Path recipients() {
        return keys.resolve("restore.crt");
    }

    /** From now on backups are signed by another one. */
    public void renewSigningKey() throws IOException {
        Files.writeString(signingKey(), PrivateKey.generate("Signs in a test").export().expose());
    }

    public BackupProperties folder(Path folder) {
        return properties(folder, null, Duration.ofDays(7), 3);
    }

    public BackupProperties folder(Path folder, Duration keep, int keepAtLeast) {
        return properties(folder, null, keep, keepAtLeast);
    }

    public BackupProperties s3(S3Properties s3) {
        return properties(null, s3, Duration.ofDays(7), 3);
    }

    private BackupProperties properties(@Nullable Path folder, @Nullable S3Properties s3, Duration keep, int keepAtLeast) {
        return new BackupProperties(folder, s3, List.of(recipients()), signingKey(), null, List.of(), "role", "secret", Map.of(), Duration.ofMinutes(15), keep, keepAtLeast);
    }

    public static BackupSetup of(BackupProperties properties) {
        return new BackupSetup(properties);
    }
}
