package io.nija.vault.base;

import java.util.function.Function;
import java.util.stream.Stream;

import io.nija.vault.testing.Hostile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class IdentifiersTest {

    static final UserId ALICE = new UserId("alice");

    static Stream<String> hostile() {
        return Hostile.texts();
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void nothingHostileBecomesAUserId(String text) {
        refused(UserId::new, text, "user id");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void nothingHostileBecomesABroker(String text) {
        refused(BrokerId::new, text, "broker");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void nothingHostileBecomesAKeyName(String text) {
        refused(KeyName::new, text, "key name");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void nothingHostileBecomesACredentialId(String text) {
        refused(key -> CredentialId.parse(ALICE, key), text, "broker");
        refused(key -> CredentialId.parse(ALICE, key), "okx--" + text, "key name");
        refused(key -> CredentialId.parse(ALICE, key), text + "--main", "broker");
    }

    private static void refused(Function<String, ?> type, String text, String field) {
        assertThatExceptionOfType(InvalidIdentifierException.class).isThrownBy(() -> type.apply(text))
                .matches(e -> e.field().equals(field))
                .satisfies(e -> {
                    assertThat(e).hasNoCause();
                    if (Hostile.telling(text)) {
                        assertThat(e.getMessage()).doesNotContain(text.strip());
                    }
                });
    }

    @ParameterizedTest
    @ValueSource(strings = { "a", "alice", "Alice.Archer", "a-b_c.d", "0", "248289761001", "f3b1c2d4-0000-4000-8000-000000000000", "a-", "a.", "AAxY-7_q" })
    void ordinaryUserIdsAreTaken(String text) {
        assertThat(new UserId(text)).hasToString(text);
        assertThat(new UserId("x".repeat(128)).value()).hasSize(128);
    }

    @ParameterizedTest
    @ValueSource(strings = { "okx", "coinbase-advanced", "okx--main", "okx--a", "binance-us--bot-2", "okx--a--b" })
    void aKeyIsReadBackAsItWasWritten(String key) {
        var id = CredentialId.parse(ALICE, key);

        assertThat(id.key()).isEqualTo(key);
        assertThat(id.path()).isEqualTo("users/alice/" + key);
        assertThat(CredentialId.parse(ALICE, id.key())).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = { "--main", "okx--", "okx---main", "OKX", "okx--Main", "o", "okx-", "-okx", "okx.main", "okx_main", "okx--a.b" })
    void almostAKeyIsNone(String key) {
        assertThatExceptionOfType(InvalidIdentifierException.class).isThrownBy(() -> CredentialId.parse(ALICE, key));
    }

    @ParameterizedTest
    @ValueSource(ints = { 33, 129 })
    void nothingIsTooLong(int length) {
        var text = "x".repeat(length);

        assertThatExceptionOfType(InvalidIdentifierException.class).isThrownBy(() -> new BrokerId(text));
        assertThatExceptionOfType(InvalidIdentifierException.class).isThrownBy(() -> new KeyName(text));
        assertThatExceptionOfType(InvalidIdentifierException.class).isThrownBy(() -> new UserId("x".repeat(129)));
    }
}
