package io.nija.vault.audit;

import java.util.Collection;
import java.util.Map;

import io.nija.vault.base.CredentialId;

/** What the audit logs say of the values of keys that were written: never a value, but what Vault hashes it to. */
public interface KeyWrites {

    /**
     * The write of one version of a key.
     *
     * @param version that it made
     * @param hashes  of each text in it, {@code hmac-sha256:} and 64 digits, by its place as a JSON pointer such as {@code /api_key}.
     *                Those of a change of some fields are those fields' only
     */
    record KeyWrite(int version, Map<String, String> hashes) {
    }

    /**
     * The latest successful write of each key that is on record with its lines.
     *
     * @param keys not more than some hundred
     * @throws org.springframework.dao.DataAccessException when the database does not answer
     */
    Map<CredentialId, KeyWrite> latest(Collection<CredentialId> keys);
}
