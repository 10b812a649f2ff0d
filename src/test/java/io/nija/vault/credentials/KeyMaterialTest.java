package io.nija.vault.credentials;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.nija.vault.base.SecretValue;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class KeyMaterialTest {

    private static final SecretValue FINE = SecretValue.of("a-fine-value");

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "\n" })
    void noValueIsBlank(String blank) {
        assertRefused("api_key", () -> new KeyMaterial(SecretValue.of(blank), FINE, Map.of()));
        assertRefused("api_secret", () -> new KeyMaterial(FINE, SecretValue.of(blank), Map.of()));
        assertRefused("passphrase", () -> new KeyMaterial(FINE, FINE, Map.of("passphrase", SecretValue.of(blank))));
    }

    @Test
    void aValueHas16384CharactersAtMost() {
        assertThatNoException().isThrownBy(() -> new KeyMaterial(FINE, SecretValue.of("s".repeat(16_384)), Map.of()));
        assertRefused("api_secret", () -> new KeyMaterial(FINE, SecretValue.of("s".repeat(16_385)), Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = { "a\u0000b", "a\u001bb", "a\u007fb", "a\u0085b" })
    void controlCharactersAreRefusedAndTheMessageHasNoValue(String value) {
        assertThatExceptionOfType(InvalidCredentialException.class)
                .isThrownBy(() -> new KeyMaterial(SecretValue.of(value), FINE, Map.of()))
                .matches(e -> e.field().equals("api_key")).withMessageContaining("Copy it again").withMessageNotContaining(value);
    }

    @Test
    void linesAndTabsBelongIntoPem() {
        assertThatNoException().isThrownBy(() -> new KeyMaterial(FINE, SecretValue.of("-----BEGIN X-----\r\n\tabc\n-----END X-----\n"), Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "A", "a-b", "_a", "a b", "ä", "a/b", "a\n", "api_key", "api_secret" })
    void aParameterHasAProperNameOfItsOwn(String name) {
        assertRefused("additional_params", () -> new KeyMaterial(FINE, FINE, Map.of(name, FINE)));
    }

    @Test
    void thereAre32ParametersAtMost() {
        assertThatNoException().isThrownBy(() -> new KeyMaterial(FINE, FINE, parameters(32)));
        assertRefused("additional_params", () -> new KeyMaterial(FINE, FINE, parameters(33)));
    }

    @Test
    void printsNoValueAndTakesNoLaterChange() {
        var parameters = new HashMap<>(Map.of("passphrase", SecretValue.of("open sesame")));
        var material = new KeyMaterial(SecretValue.of("the key"), SecretValue.of("the secret"), parameters);
        parameters.clear();

        assertThat(material.additionalParams()).hasSize(1);
        assertThat(material).asString().isEqualTo("KeyMaterial[passphrase]");
        assertThat("" + material.values()).doesNotContain("the key", "the secret", "open sesame");
    }

    private static Map<String, SecretValue> parameters(int number) {
        return IntStream.range(0, number).boxed().collect(Collectors.toMap(i -> "p" + i, i -> FINE));
    }

    private static void assertRefused(String field, ThrowingCallable making) {
        assertThatExceptionOfType(InvalidCredentialException.class).isThrownBy(making).matches(e -> e.field().equals(field));
    }
}
