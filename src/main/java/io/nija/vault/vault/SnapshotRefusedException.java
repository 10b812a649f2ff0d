package io.nija.vault.vault;

import io.nija.vault.base.ConsoleException;

/** Vault has not taken a snapshot, and holds what it held before. The message has its reasons. */
public class SnapshotRefusedException extends ConsoleException {

    SnapshotRefusedException(String reasons) {
        super("Vault has not taken the snapshot: " + reasons);
    }
}
