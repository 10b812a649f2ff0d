package io.nija.vault.credentials;

import io.nija.vault.base.CredentialId;
import io.nija.vault.base.UserId;

/** Hears of each change of a key that came about, right after it did, on the thread of whoever made it. A bean of the feature. */
public interface KeyWatcher {

    enum Change {
        ROTATED, ROLLED_BACK, REVOKED, RESTORED, DESTROYED
    }

    /**
     * What it throws is logged and stops nothing. A console that is killed in between leaves it uncalled: what must be known for certain
     * is looked up in the index.
     *
     * @param version the current one afterwards
     */
    void changed(CredentialId key, Change change, int version, UserId by);
}
