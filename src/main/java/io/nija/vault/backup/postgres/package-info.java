/** Backups of PostgreSQL servers: what their WAL is called, and the archive of it. */
@NullMarked
package io.nija.vault.backup.postgres;

import org.jspecify.annotations.NullMarked;
