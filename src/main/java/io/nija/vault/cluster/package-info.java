/** How Vault's nodes are: their health, raft, metrics over time, and what they are set up with. */
@ApplicationModule(allowedDependencies = {"base", "base :: ui", "security", "vault", "audit", "alerts"})
@NullMarked
package io.nija.vault.cluster;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
