/** Backups of Vault on raft storage: a snapshot, and beside it what has to be in it. */
@NullMarked
package io.nija.vault.backup.raft;

import org.jspecify.annotations.NullMarked;
