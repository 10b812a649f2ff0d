/** What is set about backups, and what follows from it. */
@NullMarked
package io.nija.vault.backup.settings;

import org.jspecify.annotations.NullMarked;
