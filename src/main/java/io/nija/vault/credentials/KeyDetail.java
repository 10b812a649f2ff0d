package io.nija.vault.credentials;

import java.util.List;

/**
 * A key with its history; never a value.
 *
 * @param parameters the names of its additional parameters
 * @param versions   newest first
 */
public record KeyDetail(CredentialSummary summary, List<String> parameters, List<KeyVersion> versions) {
}
