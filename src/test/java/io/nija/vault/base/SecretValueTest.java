package io.nija.vault.base;

import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

class SecretValueTest {

    final String text = UUID.randomUUID().toString();
    final SecretValue secret = SecretValue.of(text);

    record Holder(String name, SecretValue secret) {
    }

    @Test
    void printsNothingOfItself() {
        assertThat(secret.toString()).doesNotContain(text.substring(0, 4)).isEqualTo(SecretValue.of("x").toString());
        assertThat("%s %s %s".formatted(secret, List.of(secret), Map.of("api_secret", secret))).doesNotContain(text);
        assertThat(new Holder("any", secret).toString()).doesNotContain(text);
    }

    @Test
    void hasNoSerialisedForm() {
        assertThat(secret).isNotInstanceOf(Serializable.class);
        assertThatExceptionOfType(NotSerializableException.class)
                .isThrownBy(() -> new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(secret));
    }

    @Test
    void doesNotEndUpInJson() {
        String json;
        try {
            json = new JsonMapper().writeValueAsString(new Holder("any", secret));
        } catch (RuntimeException e) {
            json = String.valueOf(e.getMessage());
        }
        assertThat(json).doesNotContain(text);
    }

    @Test
    void isComparedByItsValue() {
        assertThat(secret).isEqualTo(SecretValue.of(text)).hasSameHashCodeAs(SecretValue.of(text)).isNotEqualTo(SecretValue.of("another"));
        assertThat(secret.expose()).isEqualTo(text);
    }

    @Test
    void isNeverNull() {
        assertThatNullPointerException().isThrownBy(() -> SecretValue.of(null));
    }
}
