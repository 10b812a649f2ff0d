package io.nija.vault.client;

import java.util.Objects;

/**
 * One of the keys of a batch. What is no identifier fails by itself and leaves the rest of the batch alone.
 *
 * @param broker {@code kraken}, or {@code kraken--main} for a named key
 */
public record KeyRequest(String userId, String broker) {

    public KeyRequest {
        Objects.requireNonNull(userId, "userId");
        Objects.requireNonNull(broker, "broker");
    }
}
