package io.nija.vault.credentials;

/** Whether a key can be used. */
public enum CredentialState {

    ACTIVE,
    /** Soft-deleted: nobody can read it, and it can be restored. */
    REVOKED,
    /** Its values are gone for good; its name may be used again. */
    DESTROYED
}
