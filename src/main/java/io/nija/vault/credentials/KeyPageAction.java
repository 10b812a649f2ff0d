package io.nija.vault.credentials;

import java.util.Optional;

import io.nija.vault.base.CredentialId;

/**
 * What an owner can do with a key in another feature. A bean of that feature; the key's page offers it among its actions, in the order
 * of the beans.
 */
public interface KeyPageAction {

    /** What the page calls it for this key; empty when there is nothing to be done. Throws nothing, or the page would be lost over it. */
    Optional<String> label(CredentialSummary key);

    /** The owner chose it. Called by their page, with its lock. */
    void begin(CredentialId key);
}
