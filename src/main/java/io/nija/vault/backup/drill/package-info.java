/** Restore drills: whether a backup brings everything back, found out by restoring it where nobody uses it. */
@NamedInterface("drill")
@NullMarked
package io.nija.vault.backup.drill;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
