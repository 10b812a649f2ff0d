package io.nija.vault.backup.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.nija.vault.backup.archive.BackupSource;
import io.nija.vault.backup.ledger.ContentsOf;
import io.nija.vault.backup.settings.TestSetup;
import io.nija.vault.vault.RealNodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Which backups there are by the settings as the README writes them. */
class PostgresBackupsTest {

    @TempDir
    Path directory;

    @Test
    void theConsolesServerHoldsVaultsStorageWhenThatIsNamed() throws Exception {
        var role = Map.<String, Object>of("BACKUP_CONSOLE_DATABASE_USER", "backup", "BACKUP_CONSOLE_DATABASE_PASSWORD", "hidden");
        assertThat(consoleDatabase(role)).isInstanceOf(DatabaseBackup.class);

        var named = new HashMap<>(role);
        named.put("BACKUP_VAULT_STORAGE", "vault");
        assertThat(consoleDatabase(named)).isInstanceOf(VaultStorageBackup.class).returns(null, BackupSource::missing);

        assertThat(consoleDatabase(Map.of("BACKUP_VAULT_STORAGE", "vault")).missing()).contains("BACKUP_CONSOLE_DATABASE_USER");
    }

    private BackupSource consoleDatabase(Map<String, Object> variables) throws Exception {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        ConfigurationPropertySources.attach(environment);
        var properties = Binder.get(environment).bindOrCreate("backup", PostgresProperties.class);
        try (var nodes = new RealNodes(List.of(URI.create("http://127.0.0.1:1")), "none", Clock.systemUTC())) {
            var contents = ContentsOf.vault(nodes, none -> Map.of(), JdbcClient.create(new DriverManagerDataSource()));
            return new PostgresBackups().consoleDatabaseBackup(properties, new Console(), TestSetup.of(new TestSetup(directory).folder(directory)), contents);
        }
    }

    private record Console() implements JdbcConnectionDetails {

        @Override
        public String getUsername() {
            return "console";
        }

        @Override
        public String getPassword() {
            return "";
        }

        @Override
        public String getJdbcUrl() {
            return "jdbc:postgresql://127.0.0.1/console";
        }
    }
}
