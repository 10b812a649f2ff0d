/** Measures how well keys can be retrieved, and adds that up over time. */
@NullMarked
package io.nija.vault.gateway.level;

import org.jspecify.annotations.NullMarked;
