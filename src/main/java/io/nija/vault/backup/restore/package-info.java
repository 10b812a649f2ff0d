/** Restoring for real, by command. */
@NamedInterface("restore")
@NullMarked
package io.nija.vault.backup.restore;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
