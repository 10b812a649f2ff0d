package io.nija.vault.vault;

import java.util.List;
import java.util.Optional;

import io.nija.vault.base.CredentialId;
import io.nija.vault.base.UserId;

/**
 * Reads which keys exist and what is known about them, never a value. Every method throws {@link VaultException}
 * when Vault does not answer or refuses.
 */
public interface MetadataReader {

    /** The last path segments of a person's keys; empty when there are none. They may be names that are not ours. */
    List<String> keys(UserId owner);

    Optional<SecretMetadata> metadata(CredentialId id);
}
