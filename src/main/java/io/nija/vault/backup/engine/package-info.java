/** Makes backups, on schedule and on demand, and keeps account of them. */
@NullMarked
package io.nija.vault.backup.engine;

import org.jspecify.annotations.NullMarked;
