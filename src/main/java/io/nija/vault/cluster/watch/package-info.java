/** Asks the nodes, and tells whoever wants to know. */
@NullMarked
package io.nija.vault.cluster.watch;

import org.jspecify.annotations.NullMarked;
