package io.nija.vault.credentials;

import java.util.Map;

import io.nija.vault.base.SecretValue;
import org.jspecify.annotations.Nullable;

/**
 * The values of one version of a key, on their way to whoever may have them. What others wrote may lack some.
 *
 * @param additionalParams what the exchange wants besides, by storage key
 */
public record KeyValues(int version, @Nullable SecretValue apiKey, @Nullable SecretValue apiSecret,
        Map<String, SecretValue> additionalParams) {
}
