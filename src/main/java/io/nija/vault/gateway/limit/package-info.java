/** How much one person or one address may ask for. */
@NullMarked
package io.nija.vault.gateway.limit;

import org.jspecify.annotations.NullMarked;
