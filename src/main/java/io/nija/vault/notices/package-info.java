/** Notices: what people are told, in the console, by mail and by webhook. Features put them in with the change that they are about. */
@ApplicationModule(allowedDependencies = {"base", "base :: ui", "security", "vault", "audit", "delivery"})
@NullMarked
package io.nija.vault.notices;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
