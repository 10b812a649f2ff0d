package io.nija.vault.credentials;

import io.nija.vault.base.CredentialId;

/** Somewhere that answers with values which were read before. Whoever keeps such copies implements this. */
public interface KeyCache {

    /**
     * Forgets a key that was changed, and takes nothing of it that was read before this call.
     *
     * @return false when that cannot be said of every copy, as a store of them cannot be reached
     */
    boolean drop(CredentialId id);
}
