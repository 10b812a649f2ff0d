package io.nija.vault.gateway.web;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.nija.vault.base.SecretValue;
import io.nija.vault.credentials.BrokerField;
import io.nija.vault.credentials.InvalidCredentialException;
import io.nija.vault.credentials.KeyMaterial;
import org.jspecify.annotations.Nullable;

/** What programs send. Whatever else a body holds is ignored. */
final class Requests {

    private Requests() {
    }

    /** Whose key, and which: a broker of the catalogue, or {@code broker--name} for one of several. */
    record Key(@JsonProperty("user_id") @Nullable String userId, @Nullable String broker) {
    }

    record Batch(@Nullable List<@Nullable Key> requests) {
    }

    record Store(@JsonProperty("user_id") @Nullable String userId, @Nullable String broker,
            @JsonProperty("api_key") @Nullable String apiKey, @JsonProperty("api_secret") @Nullable String apiSecret,
            @JsonProperty("additional_params") @Nullable Map<String, @Nullable String> additionalParams) {

        KeyMaterial material() {
            return Requests.material(BrokerField.API_KEY, apiKey, BrokerField.API_SECRET, apiSecret, additionalParams);
        }

        @Override
        public String toString() {
            return "Store[" + broker + "]";
        }
    }

    record Rotate(@JsonProperty("user_id") @Nullable String userId, @Nullable String broker,
            @JsonProperty("new_api_key") @Nullable String newApiKey, @JsonProperty("new_api_secret") @Nullable String newApiSecret,
            @JsonProperty("additional_params") @Nullable Map<String, @Nullable String> additionalParams) {

        KeyMaterial material() {
            return Requests.material("new_api_key", newApiKey, "new_api_secret", newApiSecret, additionalParams);
        }

        @Override
        public String toString() {
            return "Rotate[" + broker + "]";
        }
    }

    record RollBack(@JsonProperty("user_id") @Nullable String userId, @Nullable String broker, @Nullable Integer version) {
    }

    /** What is wrong is told for the field as it was sent. */
    private static KeyMaterial material(String keyField, @Nullable String key, String secretField, @Nullable String secret,
            @Nullable Map<String, @Nullable String> params) {
        var values = params == null ? Map.<String, SecretValue>of() : params.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey,
                        entry -> SecretValue.of(required(KeyMaterial.ADDITIONAL_PARAMS + "." + entry.getKey(), entry.getValue()))));
        try {
            return new KeyMaterial(SecretValue.of(required(keyField, key)), SecretValue.of(required(secretField, secret)), values);
        } catch (InvalidCredentialException e) {
            throw new InvalidRequestException(switch (e.field()) {
                case BrokerField.API_KEY -> keyField;
                case BrokerField.API_SECRET -> secretField;
                case KeyMaterial.ADDITIONAL_PARAMS -> KeyMaterial.ADDITIONAL_PARAMS;
                default -> KeyMaterial.ADDITIONAL_PARAMS + "." + e.field();
            }, e.getMessage());
        }
    }

    static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw new InvalidRequestException(field, "This field is missing.");
        }
        return value;
    }
}
