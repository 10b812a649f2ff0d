/** What is known of Vault's content when its storage is backed up, so that a restored Vault can be compared with it. */
@NullMarked
package io.nija.vault.backup.ledger;

import org.jspecify.annotations.NullMarked;
