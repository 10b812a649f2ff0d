package io.nija.vault.backup.drill;

import java.nio.file.Path;
import java.time.Duration;

import io.nija.vault.base.StartupException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How restore drills are done. They run wherever there is a key that opens backups; where there is none, drills can be asked for.
 *
 * @param key           file with the OpenPGP private key of a recipient
 * @param passphrase    of that key, if it has one
 * @param bao           Vault's program, of the real one's version
 * @param configuration file with the stanzas of the seal and the audit device, as the real Vault has them
 * @param directory     where drills have their files while they run; the system's place for temporary files out of the box
 * @param every         how often one is done without being asked for; 0 for never
 * @param patience      how long the restored Vault may take to come up
 */
@ConfigurationProperties("backup.drill")
record DrillProperties(
        @Nullable Path key,
        @Nullable String passphrase,
        @DefaultValue("bao") Path bao,
        @Nullable Path configuration,
        @DefaultValue("${java.io.tmpdir}/vault-console-drills") Path directory,
        @DefaultValue("7d") Duration every,
        @DefaultValue("10m") Duration patience) {

    /** @throws StartupException for what cannot be */
    DrillProperties {
        if (every.isNegative() || !patience.isPositive()) {
            throw new StartupException("backup.drill.every must not be negative, and patience must be longer than nothing.");
        }
    }

    /** Without the passphrase: records print all their components otherwise. */
    @Override
    public String toString() {
        return "DrillProperties[key=" + key + ", bao=" + bao + ", configuration=" + configuration + ", every=" + every + "]";
    }
}
