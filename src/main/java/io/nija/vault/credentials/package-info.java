/** The keys: the service, the metadata index, the broker catalogue and the views. */
@ApplicationModule(allowedDependencies = {"base", "base :: ui", "security", "vault", "audit"})
@NullMarked
package io.nija.vault.credentials;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
