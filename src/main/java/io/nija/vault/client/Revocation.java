package io.nija.vault.client;

/** How far revoking a key went. */
public enum Revocation {

    /** No version of the key can be read any more. */
    EVERY_VERSION,

    /**
     * The policy lets this client neither see the key's versions nor delete them by number, so only the latest is deleted.
     * Older ones can still be read by number.
     */
    LATEST_VERSION
}
