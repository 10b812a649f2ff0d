/** What has changed in Vault since a time, as a list to work off after an older state was restored. */
@NullMarked
package io.nija.vault.backup.changes;

import org.jspecify.annotations.NullMarked;
