/** Finds operations in the database. */
@NullMarked
package io.nija.vault.audit.search;

import org.jspecify.annotations.NullMarked;
