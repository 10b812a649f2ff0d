package io.nija.vault.vault;

import io.nija.vault.security.OidcProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;

/** All that the command {@code init} needs. Not scanned. */
@EnableConfigurationProperties({ VaultProperties.class, OidcProperties.class })
@Import(InitCommand.class)
public class InitApplication {
}
