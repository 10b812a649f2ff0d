/** Keeps the texts of policies as they were, and who changed them. */
@NullMarked
package io.nija.vault.policies.history;

import org.jspecify.annotations.NullMarked;
