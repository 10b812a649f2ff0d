package io.nija.vault.vault;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;

/** All that the command {@code break-glass} needs. Not scanned. */
@EnableConfigurationProperties(VaultProperties.class)
@Import(BreakGlassCommand.class)
public class BreakGlassApplication {
}
