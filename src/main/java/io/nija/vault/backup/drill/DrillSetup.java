package io.nija.vault.backup.drill;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.stream.Stream;

import io.nija.vault.backup.BackupException;
import io.nija.vault.backup.openpgp.PrivateKey;
import io.nija.vault.base.SecretValue;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** What this console needs to do drills. Files are read each time, so that one that was replaced counts at the next drill. */
@Component
@EnableConfigurationProperties(DrillProperties.class)
class DrillSetup {

    private final DrillProperties properties;

    DrillSetup(DrillProperties properties) {
        this.properties = properties;
    }

    /** Whether drills are to be done here. */
    boolean isRunner() {
        return properties.key() != null;
    }

    /** What is to be set before a drill of Vault can be done here, in a sentence; empty when nothing is missing. */
    Optional<String> missing() {
        var names = new ArrayList<String>();
        if (properties.key() == null) {
            names.add("BACKUP_DRILL_KEY");
        }
        if (properties.configuration() == null) {
            names.add("BACKUP_DRILL_CONFIGURATION");
        }
        return names.isEmpty() ? Optional.empty() : Optional.of("Set " + String.join(" and ", names) + " where drills are to be done.");
    }

    PrivateKey key() {
        var passphrase = properties.passphrase();
        return PrivateKey.of(new ByteArrayInputStream(read("key for restore drills", required(properties.key()))),
                passphrase == null ? null : SecretValue.of(passphrase));
    }

    String sealAndAudit() {
        return new String(read("configuration for restore drills", required(properties.configuration())));
    }

    /** Vault's program. */
    Path program() {
        var program = properties.bao();
        if (program.getParent() != null) {
            return program.toAbsolutePath();
        }
        return Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":")).filter(directory -> !directory.isBlank())
                .map(directory -> Path.of(directory).resolve(program)).filter(Files::isExecutable).findFirst()
                .orElseThrow(() -> new BackupException("Vault's program %s is not on the PATH. Set BACKUP_DRILL_BAO to where it is.".formatted(program)));
    }

    Path directory() {
        return properties.directory().toAbsolutePath();
    }

    Duration patience() {
        return properties.patience();
    }

    /** Zero for never. */
    Duration every() {
        return properties.every();
    }

    private Path required(@Nullable Path file) {
        return Optional.ofNullable(file).orElseThrow(() -> new BackupException(missing().orElseThrow()));
    }

    private static byte[] read(String what, Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new BackupException("The file of the %s cannot be read: %s".formatted(what, file), e);
        }
    }
}
