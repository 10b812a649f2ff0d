/** Keeps notices and the people they are for. */
@NullMarked
package io.nija.vault.notices.inbox;

import org.jspecify.annotations.NullMarked;
