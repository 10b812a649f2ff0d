/** Lets old records go from the database, once their lines are in files. */
@NullMarked
package io.nija.vault.audit.retention;

import org.jspecify.annotations.NullMarked;
