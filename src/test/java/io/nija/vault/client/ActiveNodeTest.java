package io.nija.vault.client;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ActiveNodeTest {

    private final ActiveNode active = new ActiveNode();

    private static String index(String json) {
        return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String of(String cluster) {
        return index("{\"cluster\":\"" + cluster + "\",\"value\":\"41\"}");
    }

    @Test
    void asksForAnIndexOfTheSameClusterThatNoNodeReaches() {
        active.learn(of("a"), null);

        assertThat(new String(Base64.getDecoder().decode(active.index()), StandardCharsets.UTF_8))
                .isEqualTo("{\"cluster\":\"a\",\"value\":\"9223372036854775807\"}");
    }

    @Test
    void aReadThatAskedForNoIndexOfThisClusterMayBeAnOldOne() {
        assertThat(active.learn(of("a"), null)).isTrue();
        assertThat(active.learn(of("a"), active.index())).isFalse();
        assertThat(active.learn(of("b"), active.index())).isTrue();
        assertThat(active.learn(of("b"), active.index())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "v1:cluster:1:2:hmac", "{}", "[1]", "{\"cluster\":1,\"value\":\"2\"}", "{\"cluster\":\"a\"}" })
    void anIndexOfAnotherFormIsLeftAlone(String form) {
        assertThat(active.learn(index(form), null)).isFalse();
        assertThat(active.learn(form, null)).isFalse();
        assertThat(active.index()).isNull();
    }
}
