package io.nija.vault.credentials;

import java.util.List;

/**
 * A person's keys, whatever their state.
 *
 * @param indexed from the index, which serves when Vault does not; false when the index was away and Vault itself was
 *                asked
 */
public record KeyList(List<CredentialSummary> keys, boolean indexed) {

    public List<CredentialSummary> in(CredentialState state) {
        return keys.stream().filter(key -> key.state() == state).toList();
    }
}
