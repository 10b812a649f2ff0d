package io.nija.vault.vault;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

import io.nija.vault.base.CredentialId;
import io.nija.vault.base.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.vault.core.VaultVersionedKeyValueOperations;
import org.springframework.vault.support.Versioned;

/** KV v2 under one token. Paths are built from checked identifiers only. */
class KeyValue implements MetadataReader {

    private static final MediaType MERGE_PATCH = MediaType.valueOf("application/merge-patch+json");

    private final VaultCalls session;

    KeyValue(VaultCalls session) {
        this.session = session;
    }

    /** Everybody who has a key, by the path segment; they may be names that are not ours. */
    List<String> owners() {
        return list("users/");
    }

    @Override
    public List<String> keys(UserId owner) {
        return list("users/" + owner + "/");
    }

    private List<String> list(String path) {
        var names = session.call(vault -> vault.list(VaultProperties.KV_MOUNT + "/metadata/" + path));
        return names == null ? List.of() : names;
    }

    /** Read as it comes: Spring Vault's own metadata response (4.0.3) leaves the custom metadata out. */
    @Override
    public Optional<SecretMetadata> metadata(CredentialId id) {
        return Optional.ofNullable(session.call(vault -> vault.read(VaultProperties.KV_MOUNT + "/metadata/" + id.path())))
                .map(response -> SecretMetadata.of(response.getRequiredData()));
    }

    Optional<SecretData> read(CredentialId id, Versioned.Version version) {
        Versioned<Map<String, Object>> found = keyValue(kv -> kv.get(id.path(), version));
        return Optional.ofNullable(found)
                .filter(Versioned::hasData)
                .map(v -> SecretData.of(v.getRequiredData(), v.getVersion().getVersion()));
    }

    int write(CredentialId id, Map<String, Object> values, int expectedVersion) {
        return keyValue(kv -> kv.put(id.path(), Versioned.create(values, Versioned.Version.from(expectedVersion))))
                .getVersion().getVersion();
    }

    void annotate(CredentialId id, Map<String, @Nullable String> entries) {
        // Spring Vault can only replace custom metadata as a whole, which would drop what somebody else just wrote.
        var headers = new HttpHeaders();
        headers.setContentType(MERGE_PATCH);
        var body = new HttpEntity<>(Map.of("custom_metadata", Collections.unmodifiableMap(entries)), headers);
        session.call(vault -> vault.doWithSession(rest -> rest.exchange(
                VaultProperties.KV_MOUNT + "/metadata/" + id.path(), HttpMethod.PATCH, body, Void.class)));
    }

    void delete(CredentialId id, List<Integer> versions) {
        run(kv -> kv.delete(id.path(), versions(versions)));
    }

    void undelete(CredentialId id, List<Integer> versions) {
        run(kv -> kv.undelete(id.path(), versions(versions)));
    }

    void destroy(CredentialId id, List<Integer> versions) {
        run(kv -> kv.destroy(id.path(), versions(versions)));
    }

    private static Versioned.Version[] versions(List<Integer> numbers) {
        if (numbers.isEmpty()) {
            throw new IllegalArgumentException("No version named");
        }
        return numbers.stream().map(Versioned.Version::from).toArray(Versioned.Version[]::new);
    }

    private <T> T keyValue(Function<VaultVersionedKeyValueOperations, T> operation) {
        return session.call(vault -> operation.apply(vault.opsForVersionedKeyValue(VaultProperties.KV_MOUNT)));
    }

    private void run(Consumer<VaultVersionedKeyValueOperations> operation) {
        keyValue(kv -> {
            operation.accept(kv);
            return true;
        });
    }
}
