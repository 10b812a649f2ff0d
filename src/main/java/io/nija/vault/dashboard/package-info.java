/** Are we well: one look at the figures of all features, each leading to where it comes from. */
@ApplicationModule(allowedDependencies = {"base", "base :: ui", "security", "vault", "audit", "credentials", "gateway", "alerts", "policies", "cluster", "requests", "backup", "backup :: drill"})
@NullMarked
package io.nija.vault.dashboard;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
