package io.nija.vault.backup.drill;

import java.util.Objects;

import io.nija.vault.backup.BackupKind;
import io.nija.vault.backup.postgres.PostgresProperties;
import io.nija.vault.backup.settings.BackupSetup;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Restore drills of those databases that are backed up, where there is a PostgreSQL to do them with. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("backup.postgres-programs")
class DatabaseRehearsals {

    @Bean
    @ConditionalOnProperty("backup.console-database.user")
    Rehearsal consoleDatabaseRehearsal(PostgresProperties properties, BackupSetup backups, DrillSetup setup) {
        return new DatabaseRehearsal(BackupKind.CONSOLE_DATABASE, backups, setup, Objects.requireNonNull(properties.postgresPrograms()));
    }

    @Bean
    @ConditionalOnProperty("backup.vault-database.user")
    Rehearsal vaultDatabaseRehearsal(PostgresProperties properties, BackupSetup backups, DrillSetup setup) {
        return new DatabaseRehearsal(BackupKind.VAULT_DATABASE, backups, setup, Objects.requireNonNull(properties.postgresPrograms()));
    }
}
