/** The views of backups, for admins. */
@NullMarked
package io.nija.vault.backup.ui;

import org.jspecify.annotations.NullMarked;
