/** The command {@code migrate}: brings existing credentials from a file into Vault. Imported by nobody. */
@ApplicationModule(allowedDependencies = {"base", "vault", "credentials"})
@NullMarked
package io.nija.vault.migration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
