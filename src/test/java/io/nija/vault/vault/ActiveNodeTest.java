package io.nija.vault.vault;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ActiveNodeTest {

    ActiveNode active = new ActiveNode();

    @Test
    void asksForNothingOfAVaultThatHasToldNoIndex() {
        active.learn(null);

        assertThat(asked()).isEmpty();
    }

    @Test
    void asksForWhatNoCopyOfThisVaultHasReached() {
        active.learn(index("one", 12));

        assertThat(asked()).containsEntry("X-Vault-Inconsistent", "forward-active-node");
        assertThat(askedIndex()).isEqualTo("{\"cluster\":\"one\",\"value\":\"" + Long.MAX_VALUE + "\"}");
    }

    @Test
    void turnsToAnotherVaultAsSoonAsItAnswersBehindTheSameAddress() {
        active.learn(index("one", 12));
        active.learn(index("another", 3));

        assertThat(askedIndex()).contains("another");
    }

    @ParameterizedTest
    @ValueSource(strings = { "not base64!", "", "bm90IGpzb24=", "e30=", "W10=" })
    void asksForNothingOnceAVaultTellsAnIndexOfAnotherForm(String index) {
        active.learn(index("one", 12));
        active.learn(index);

        assertThat(asked()).isEmpty();
    }

    private static String index(String cluster, long value) {
        var json = "{\"cluster\":\"" + cluster + "\",\"value\":\"" + value + "\"}";
        return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private Map<String, String> asked() {
        var headers = new HashMap<String, String>();
        active.ask(headers::put);
        return headers;
    }

    private String askedIndex() {
        return new String(Base64.getDecoder().decode(asked().get("X-Vault-Index")), StandardCharsets.UTF_8);
    }
}
