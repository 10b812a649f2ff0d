package io.nija.vault.backup.restore;

import io.nija.vault.backup.postgres.PostgresProperties;
import io.nija.vault.backup.settings.BackupProperties;
import io.nija.vault.backup.settings.BackupSetup;
import io.nija.vault.vault.VaultProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;

/** All that the command {@code restore} needs: neither the console's database nor an identity provider, as both may be lost. Not scanned. */
@EnableConfigurationProperties({ BackupProperties.class, PostgresProperties.class, VaultProperties.class })
@Import({ BackupSetup.class, RestoreCommand.class })
public class RestoreApplication {
}
