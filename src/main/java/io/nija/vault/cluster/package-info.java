/** How the cluster is: its nodes from one second to the next, their figures over time, and how it is set up. */
@ApplicationModule(allowedDependencies = {"base", "base :: ui", "security", "vault", "audit", "alerts"})
@NullMarked
package io.nija.vault.cluster;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
