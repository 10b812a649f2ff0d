/** Servers that the console starts for a while, for itself alone. */
@NullMarked
package io.nija.vault.backup.process;

import org.jspecify.annotations.NullMarked;
