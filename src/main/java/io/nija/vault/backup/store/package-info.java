/** Where backups are kept. */
@NullMarked
package io.nija.vault.backup.store;

import org.jspecify.annotations.NullMarked;
