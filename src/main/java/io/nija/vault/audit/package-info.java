/** Who did what, by the audit logs of Vault and by our own records of what those cannot know. */
@ApplicationModule(allowedDependencies = {"base", "base :: ui", "security", "vault"})
@NullMarked
package io.nija.vault.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
