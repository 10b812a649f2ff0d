/** Rotation requests: asked for, claimed, talked about, approved, and completed by the owner of the key, who alone sees its values. */
@ApplicationModule(allowedDependencies = {"base", "base :: ui", "security", "vault", "audit", "credentials", "notices", "alerts"})
@NullMarked
package io.nija.vault.requests;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
