package io.nija.vault.migration;

import io.nija.vault.credentials.BrokerCatalogue;
import io.nija.vault.vault.VaultProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;

/** All that the command {@code migrate} needs: neither a database nor an identity provider. Not scanned. */
@EnableConfigurationProperties(VaultProperties.class)
@Import({ MigrateCommand.class, BrokerCatalogue.class })
public class MigrationApplication {
}
