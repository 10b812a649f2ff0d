/** Checks the zero-knowledge promise, again and again, and keeps how that ended. */
@NullMarked
package io.nija.vault.policies.check;

import org.jspecify.annotations.NullMarked;
