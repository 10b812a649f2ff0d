/** Everything that speaks to Vault: per-person and service sessions, KV, provisioning. The only package that imports Spring Vault. */
@ApplicationModule(allowedDependencies = {"base", "client", "security"})
@NullMarked
package io.nija.vault.vault;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
