package io.nija.vault.backup.postgres;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import io.nija.vault.backup.BackupKind;
import io.nija.vault.backup.archive.BackupSource;
import io.nija.vault.backup.ledger.VaultContents;
import io.nija.vault.backup.postgres.PostgresProperties.Login;
import io.nija.vault.backup.settings.BackupSetup;
import io.nija.vault.base.SecretValue;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The databases that are backed up, by the settings. */
@Configuration(proxyBeanMethods = false)
class PostgresBackups {

    @Bean
    BackupSource consoleDatabaseBackup(PostgresProperties properties, JdbcConnectionDetails console, BackupSetup setup, VaultContents vault) {
        var server = backup(BackupKind.CONSOLE_DATABASE, consoleDatabase(properties, console), properties, setup,
                "Set BACKUP_CONSOLE_DATABASE_USER and BACKUP_CONSOLE_DATABASE_PASSWORD to those of a role that docker/postgres/backup-role.sql made.");
        return properties.vaultStorage() == null ? server : new VaultStorageBackup(server, properties.vaultStorage(), vault);
    }

    /** Where Vault stores elsewhere, nobody is to be told that something is missing. */
    @Bean
    @ConditionalOnProperty("backup.vault-database.url")
    BackupSource vaultDatabaseBackup(PostgresProperties properties, BackupSetup setup, VaultContents vault) {
        return new VaultStorageBackup(backup(BackupKind.VAULT_DATABASE, vaultDatabase(properties), properties, setup,
                "Set BACKUP_VAULT_DATABASE_USER and BACKUP_VAULT_DATABASE_PASSWORD to those of a role that docker/postgres/backup-role.sql made."), null, vault);
    }

    private static BackupSource backup(BackupKind kind, Optional<PostgresAccess> server, PostgresProperties properties, BackupSetup setup, String missing) {
        return server.<BackupSource>map(access -> new DatabaseBackup(kind, access, setup::store, properties.walPatience()))
                .orElseGet(() -> new MissingDatabase(kind, missing));
    }

    @Bean
    List<ArchivedDatabase> archivedDatabases(PostgresProperties properties, JdbcConnectionDetails console) {
        return Stream.of(consoleDatabase(properties, console).map(server -> new ArchivedDatabase(BackupKind.CONSOLE_DATABASE, server)),
                vaultDatabase(properties).map(server -> new ArchivedDatabase(BackupKind.VAULT_DATABASE, server))).flatMap(Optional::stream).toList();
    }

    private static Optional<PostgresAccess> consoleDatabase(PostgresProperties properties, JdbcConnectionDetails console) {
        var login = properties.consoleDatabase();
        return access(login.url() == null ? new Login(console.getJdbcUrl(), login.user(), login.password()) : login);
    }

    private static Optional<PostgresAccess> vaultDatabase(PostgresProperties properties) {
        return access(properties.vaultDatabase());
    }

    private static Optional<PostgresAccess> access(Login login) {
        return login.url() == null || login.user() == null ? Optional.empty()
                : Optional.of(new PostgresAccess(login.url(), login.user(), SecretValue.of(Objects.requireNonNullElse(login.password(), ""))));
    }
}
