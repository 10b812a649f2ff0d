package io.nija.vault.backup.postgres;

import java.nio.file.Path;
import java.time.Duration;

import io.nija.vault.base.StartupException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The databases that are backed up.
 *
 * @param consoleDatabase  the console's own; the address is that of the console, where none is set
 * @param vaultDatabase    that of Vault's storage, where it is on PostgreSQL
 * @param vaultStorage     name of the database that holds Vault's storage, where that is on the console's own server
 * @param walCloseEvery    how much of what was committed is lost at most when the server is lost
 * @param walPatience      how long a base backup waits for its WAL to be archived
 * @param postgresPrograms directory with the programs of PostgreSQL, to recover with
 */
@ConfigurationProperties("backup")
public record PostgresProperties(
        @DefaultValue Login consoleDatabase,
        @DefaultValue Login vaultDatabase,
        @Nullable String vaultStorage,
        @DefaultValue("1m") Duration walCloseEvery,
        @DefaultValue("10m") Duration walPatience,
        @Nullable Path postgresPrograms) {

    /** Of a role that {@code docker/postgres/backup-role.sql} made. */
    public record Login(@Nullable String url, @Nullable String user, @Nullable String password) {

        /** Without the secret: records print all their components otherwise. */
        @Override
        public String toString() {
            return "Login[user=" + user + "]";
        }
    }

    /** @throws StartupException for what cannot be */
    public PostgresProperties {
        if (!walCloseEvery.isPositive() || !walPatience.isPositive()) {
            throw new StartupException("backup.wal-close-every and backup.wal-patience must be longer than nothing.");
        }
    }
}
