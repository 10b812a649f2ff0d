/** Reads audit logs into the database. */
@NullMarked
package io.nija.vault.audit.ingest;

import org.jspecify.annotations.NullMarked;
