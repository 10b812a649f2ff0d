/** The embedded stack of the profile {@code local}: PostgreSQL, OpenBao and an OIDC provider. Imported by nobody. */
@ApplicationModule(allowedDependencies = {"base", "vault", "backup :: openpgp"})
@NullMarked
package io.nija.vault.local;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
