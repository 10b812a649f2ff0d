package io.nija.vault.vault;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.nija.vault.base.CredentialId;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one person, under that person's own Vault token, so that Vault itself decides what they may reach. Every
 * method throws {@link VaultException} when Vault does not answer or refuses.
 */
public interface Secrets extends MetadataReader {

    /** The values of the current version; empty when there is none, or it is deleted or destroyed. */
    Optional<SecretData> read(CredentialId id);

    /** The values of one version; empty when it is not there, deleted or destroyed. */
    Optional<SecretData> read(CredentialId id, int version);

    /**
     * Writes a new version if nobody else did meanwhile (check-and-set).
     *
     * @param expectedVersion the version that this one follows; 0 when the secret must not exist
     * @return the number of the new version
     * @throws VersionConflictException when the current version is another one; nothing is written
     */
    int write(CredentialId id, Map<String, Object> values, int expectedVersion);

    /** Sets entries of the custom metadata and leaves the others; a null value removes its entry. */
    void annotate(CredentialId id, Map<String, @Nullable String> entries);

    /** Soft delete: the values can be had back by {@link #undelete}. */
    void delete(CredentialId id, List<Integer> versions);

    void undelete(CredentialId id, List<Integer> versions);

    /** Destroys the values of these versions for good, under a token that exists only for this call. */
    void destroy(CredentialId id, List<Integer> versions);
}
