package io.nija.vault.client;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A user's API key at a broker, as Vault holds it now. It prints nothing of its values.
 *
 * @param broker           as it was asked for: {@code kraken}, or {@code kraken--main} for a named key
 * @param version          that of Vault, counted from 1
 * @param additionalParams what the broker wants besides, such as a passphrase; what is stored as something else than text
 *                         is here as its JSON
 * @param history          when and by whom it came about
 */
public record UserApiKey(String userId, String broker, int version, String apiKey, String apiSecret,
        Map<String, String> additionalParams, History history) {

    public UserApiKey {
        additionalParams = Map.copyOf(additionalParams);
    }

    /** Without the values: records print all their components otherwise. */
    @Override
    public String toString() {
        return "UserApiKey[userId=" + userId + ", broker=" + broker + ", version=" + version + "]";
    }

    /**
     * As whoever wrote the key put it down; the times are ISO 8601, and without a zone when a Python program wrote them.
     *
     * @param rotatedAt null when the key was not rotated
     */
    public record History(@Nullable String createdAt, @Nullable String createdBy, @Nullable String rotatedAt,
            @Nullable String rotatedBy) {
    }
}
