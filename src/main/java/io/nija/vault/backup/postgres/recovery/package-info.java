/** Recovery of a PostgreSQL server's data to any time, from a base backup and the WAL archive. */
@NullMarked
package io.nija.vault.backup.postgres.recovery;

import org.jspecify.annotations.NullMarked;
