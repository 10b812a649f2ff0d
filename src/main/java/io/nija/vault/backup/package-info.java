/** Backups of Vault and of the databases: made, encrypted, stored, proved by restore drills, and restored. */
@ApplicationModule(allowedDependencies = {"base", "base :: ui", "security", "vault", "audit", "alerts"})
@NullMarked
package io.nija.vault.backup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
