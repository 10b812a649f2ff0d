package io.nija.vault.migration;

import java.io.IOException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class JsonRowsTest {

    private static final String GOOD = "{\"user_id\":\"bob\",\"broker\":\"okx\",\"api_key\":\"k\",\"api_secret\":\"s\"}";

    @Test
    void aLineIsARequestToStoreAKey() throws IOException {
        assertThat(Parsed.as(Format.JSON_LINES, "\uFEFF" + GOOD + "\r\n\r\n  " + GOOD.replace("}", ",\"additional_params\":{\"passphrase\":\"o\\np\",\"empty\":null}}") + "\r\n"))
                .containsExactly("1: bob okx k s {}", "3: bob okx k s {passphrase=o\np}");
    }

    @Test
    void noParametersMayBeNull() throws IOException {
        assertThat(Parsed.as(Format.JSON_LINES, GOOD.replace("}", ",\"additional_params\":null}"))).containsExactly("1: bob okx k s {}");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '|', delimiter = ';', textBlock = """
            {"user_id":"secret"                              ; well-formed
            {"user_id":"secret","user_id":"secret"}          ; names a field twice
            {"user_id":"secret"} {"broker":"secret"}         ; well-formed
            ["secret"]                                       ; not an object
            "secret"                                         ; not an object
            null                                             ; not an object
            {"user_id":"a","secret":"x"}                     ; besides user_id
            {"user_id":"a","api_key":12345}                  ; api_key is not text
            {"user_id":"a","api_key":["secret"]}             ; api_key is not text
            {"additional_params":["secret"]}                 ; must be an object of texts
            {"additional_params":{"a":{"b":"secret"}}}       ; must be an object of texts
            secret                                           ; well-formed
            """)
    void aBadLineIsToldWithoutItsWordsAndTheNextOneIsRead(String line, String told) throws IOException {
        var entries = Parsed.as(Format.JSON_LINES, line + "\n" + GOOD);

        assertThat(entries.getFirst()).startsWith("1! ").contains(told).doesNotContain("\"secret\"", "12345");
        assertThat(entries.getLast()).isEqualTo("2: bob okx k s {}");
    }

    @Test
    void anEmptyFileHoldsNothing() throws IOException {
        assertThat(Parsed.as(Format.JSON_LINES, "")).isEmpty();
        assertThat(Parsed.as(Format.JSON_LINES, "\n \n")).isEmpty();
    }
}
