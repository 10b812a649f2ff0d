package io.nija.vault.migration;

import java.io.IOException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class YamlRowsTest {

    @Test
    void aListOfMapsIsReadWithItsValuesAsTheyAreWritten() throws IOException {
        assertThat(Parsed.as(Format.YAML, """
                # from the old platform
                - user_id: alice
                  broker: okx
                  api_key: 0123
                  api_secret: "a: b # c"
                  additional_params:
                    passphrase: yes
                    region: ~

                - {user_id: bob, broker: kraken, api_key: 1e5, api_secret: 'null', additional_params: null}
                - user_id: eve
                  api_secret: |
                    one
                    two
                """)).containsExactly("2: alice okx 0123 a: b # c {passphrase=yes}", "10: bob kraken 1e5 null {}", "11: eve - - one\ntwo\n {}");
    }

    @Test
    void aByteOrderMarkWindowsLineEndsAndSeveralDocumentsAreAllRight() throws IOException {
        assertThat(Parsed.as(Format.YAML, "\uFEFF---\r\n- user_id: alice\r\n  broker: okx\r\n---\r\n- user_id: bob\r\n"))
                .containsExactly("2: alice okx - - {}", "5: bob - - - {}");
    }

    @Test
    void aBadItemIsToldAndTheNextOneIsRead() throws IOException {
        assertThat(Parsed.as(Format.YAML, """
                - secret
                - [secret, secret]
                - {user_id: a, secret: b}
                - {user_id: a, user_id: secret}
                - {user_id: [secret]}
                - {user_id: {secret: b}}
                - {[secret]: {a: b}, user_id: c}
                - {additional_params: [secret]}
                - {additional_params: {a: {b: secret}}}
                - &anchor {user_id: a}
                - *anchor
                - {user_id: *anchor}
                - {user_id: last}
                """)).allSatisfy(entry -> assertThat(entry).doesNotContain("secret:", "secret ", "[secret"))
                .satisfiesExactly(
                        e -> assertThat(e).startsWith("1! This is not a map"), e -> assertThat(e).startsWith("2! This is not a map"),
                        e -> assertThat(e).startsWith("3! There is a field besides"), e -> assertThat(e).startsWith("4! A field is there twice"),
                        e -> assertThat(e).startsWith("5! user_id is not text"), e -> assertThat(e).startsWith("6! user_id is not text"),
                        e -> assertThat(e).startsWith("7! There is a field besides"), e -> assertThat(e).startsWith("8! additional_params must"),
                        e -> assertThat(e).startsWith("9! additional_params must"), e -> assertThat(e).isEqualTo("10: a - - - {}"),
                        e -> assertThat(e).startsWith("11! This is not a map"), e -> assertThat(e).startsWith("12! user_id is not text"),
                        e -> assertThat(e).isEqualTo("13: last - - - {}"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "user_id: secret", "secret", "- user_id: a\n- {user_id: [secret", "- user_id: a\n\t- secret", "- user_id: a\n- \"secret" })
    void whatIsNoListOrNotWellFormedEndsTheReading(String text) throws IOException {
        assertThat(Parsed.as(Format.YAML, text)).last().asString().contains("!! This is not ").doesNotContain("secret");
    }

    @Test
    void anEmptyFileHoldsNothing() throws IOException {
        for (var text : new String[] { "", "\n", "# nothing\n", "---\n", "[]", "~" }) {
            assertThat(Parsed.as(Format.YAML, text)).isEmpty();
        }
    }

    @Test
    void manyItemsAreNoReasonToStop() throws IOException {
        var item = "- user_id: alice\n  broker: okx\n  api_key: " + "k".repeat(1000) + "\n  api_secret: s\n";

        assertThat(Parsed.as(Format.YAML, item.repeat(5000))).hasSize(5000).last().asString().startsWith("19997: alice okx kkk");
    }
}
