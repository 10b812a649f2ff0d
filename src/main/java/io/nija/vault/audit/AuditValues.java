package io.nija.vault.audit;

import java.util.List;

/**
 * Finds where a value occurs, by what Vault hashes it to: the audit logs have no others. Who may ask is not decided here.
 */
public interface AuditValues {

    /** How many it finds at most. */
    int LIMIT = 50;

    /**
     * The latest first. Questions for a value are left out, as each is an operation with that value.
     *
     * @param hash as Vault has it, {@code hmac-sha256:} and 64 digits
     * @throws IllegalArgumentException for anything else
     * @throws org.springframework.dao.DataAccessException when the database does not answer
     */
    List<ValueOccurrence> find(String hash);
}
