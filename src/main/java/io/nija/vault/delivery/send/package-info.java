/** Keeps letters and sends them. */
@NullMarked
package io.nija.vault.delivery.send;

import org.jspecify.annotations.NullMarked;
