package io.nija.vault.credentials;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import io.nija.vault.base.BrokerId;
import io.nija.vault.base.CredentialId;
import io.nija.vault.base.SecretValue;
import io.nija.vault.base.UserId;
import io.nija.vault.vault.SecretData;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ImportedKeyTest {

    private final ImportedKey key = key("k", "s", Map.of("passphrase", SecretValue.of("p"), "region", SecretValue.of("eu")));

    private static ImportedKey key(String apiKey, String apiSecret, Map<String, SecretValue> parameters) {
        return new ImportedKey(CredentialId.of(new UserId("alice"), new BrokerId("okx")),
                new KeyMaterial(SecretValue.of(apiKey), SecretValue.of(apiSecret), parameters), Instant.parse("2025-01-31T12:00:00Z"));
    }

    private static Map<String, Object> stored() {
        return new HashMap<>(Map.of("api_key", "k", "api_secret", "s", "broker", "okx", "created_at", "2025-01-31T12:00:00Z", "created_by", "alice",
                "additional_params", Map.of("region", "eu", "passphrase", "p")));
    }

    private boolean sameWith(String field, Object value) {
        var values = stored();
        values.put(field, value);
        return key.isSameAs(new SecretData(values, 1));
    }

    @Test
    void isStoredInTheLayoutOfThePlatform() {
        assertThat(key.toVault()).isEqualTo(stored());
    }

    @Test
    void isTheSameWhoeverAddedItAndWhenever() {
        assertThat(key.isSameAs(new SecretData(stored(), 7))).isTrue();
        assertThat(sameWith("created_at", "another time")).isTrue();
        assertThat(sameWith("created_by", "somebody")).isTrue();
    }

    @Test
    void isAnotherWhenAnythingElseDiffers() {
        assertThat(sameWith("api_key", "K")).isFalse();
        assertThat(sameWith("api_secret", "s ")).isFalse();
        assertThat(sameWith("broker", "kraken")).isFalse();
        assertThat(sameWith("additional_params", Map.of("region", "eu"))).isFalse();
        assertThat(sameWith("additional_params", Map.of("region", "p", "passphrase", "eu"))).isFalse();
        assertThat(sameWith("additional_params", Map.of("region", "eu", "passphrase", "p", "more", "x"))).isFalse();
    }

    @Test
    void whereOneValueEndsAndTheNextBeginsCounts() {
        var values = stored();
        values.put("api_key", "ks");
        values.put("api_secret", "");

        assertThat(key("k", "s", Map.of()).isSameAs(new SecretData(values, 1))).isFalse();
    }

    @Test
    void printsNothingOfItsValues() {
        assertThat(key).hasToString("ImportedKey[users/alice/okx]");
    }
}
