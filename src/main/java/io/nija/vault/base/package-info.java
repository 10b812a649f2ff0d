/** Value objects, errors and components that every feature uses. Depends on nothing. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.nija.vault.base;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
