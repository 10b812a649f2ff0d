/** Who reached which key: the records of what Vault's own audit log cannot know. */
@ApplicationModule(allowedDependencies = {"base"})
@NullMarked
package io.nija.vault.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
