/** Who is signed in, in which role, and the filter chains. */
@ApplicationModule(allowedDependencies = {"base"})
@NullMarked
package io.nija.vault.security;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
