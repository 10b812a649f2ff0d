/** The frame around the views: main layout, navigation, error pages. Imported by nobody. */
@ApplicationModule(allowedDependencies = {"base", "base :: ui", "security"})
@NullMarked
package io.nija.vault.shell;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
