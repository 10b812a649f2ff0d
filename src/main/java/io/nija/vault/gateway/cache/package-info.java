/** Copies of answers, sealed under a key that is nowhere but in Vault and in memory. */
@NullMarked
package io.nija.vault.gateway.cache;

import org.jspecify.annotations.NullMarked;
