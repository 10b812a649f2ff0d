package io.nija.vault.client;

import java.util.Optional;

/**
 * What became of one request of a batch.
 *
 * @param key   empty when there is no such key, or when there is an error
 * @param error why it is not known whether there is such a key
 */
public record KeyResult(KeyRequest request, Optional<UserApiKey> key, Optional<ApiKeyManagerException> error) {

    static KeyResult of(KeyRequest request, Optional<UserApiKey> key) {
        return new KeyResult(request, key, Optional.empty());
    }

    static KeyResult failed(KeyRequest request, ApiKeyManagerException error) {
        return new KeyResult(request, Optional.empty(), Optional.of(error));
    }
}
