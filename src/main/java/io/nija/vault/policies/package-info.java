/** Vault's policies: what they say, who holds them, who can do what, and whether the zero-knowledge promise is kept. */
@ApplicationModule(allowedDependencies = {"base", "base :: ui", "security", "vault", "audit", "alerts"})
@NullMarked
package io.nija.vault.policies;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
