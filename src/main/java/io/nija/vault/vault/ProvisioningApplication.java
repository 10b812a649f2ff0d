package io.nija.vault.vault;

import io.nija.vault.security.OidcProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;

/** All that the command {@code provision} needs; the console's database, say, need not exist yet. Not scanned. */
@EnableConfigurationProperties({ VaultProperties.class, OidcProperties.class })
@Import(ProvisionCommand.class)
public class ProvisioningApplication {
}
