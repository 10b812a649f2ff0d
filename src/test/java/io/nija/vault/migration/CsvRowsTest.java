package io.nija.vault.migration;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CsvRowsTest {

    private static final String HEADER = "user_id,broker,api_key,api_secret\n";

    @Test
    void columnsMayBeInAnyOrderAndFurtherOnesAreParameters() throws IOException {
        assertThat(parsed("passphrase,api_secret,api_key,broker,user_id,region\nopen,s1,k1,okx,alice,eu\n,s2,k2,kraken,bob,\n"))
                .containsExactly("2: alice okx k1 s1 {passphrase=open, region=eu}", "3: bob kraken k2 s2 {}");
    }

    @Test
    void aQuotedValueMayHoldCommasQuotesAndLines() throws IOException {
        assertThat(parsed(HEADER + "alice,okx,\"a,b\",\"one\ntwo \"\"three\"\"\"\nbob,okx,k,s"))
                .containsExactly("2: alice okx a,b one\ntwo \"three\" {}", "4: bob okx k s {}");
    }

    @Test
    void emptyLinesAndWindowsLineEndsChangeNoLineNumber() throws IOException {
        assertThat(parsed((HEADER + "\nalice,okx,k,s\n   \n\nbob,okx,k,s\n").replace("\n", "\r\n")))
                .containsExactly("3: alice okx k s {}", "6: bob okx k s {}");
    }

    @Test
    void aByteOrderMarkIsPassedOver() throws IOException {
        assertThat(parsed("\uFEFF" + HEADER + "alice,okx,k,s")).containsExactly("2: alice okx k s {}");
        assertThat(parsed("\uFEFF")).isEmpty();
    }

    @Test
    void anEmptyFileAndAHeaderAloneHoldNothing() throws IOException {
        assertThat(parsed("")).isEmpty();
        assertThat(parsed("\n\n")).isEmpty();
        assertThat(parsed(HEADER)).isEmpty();
    }

    @Test
    void aRowOfAnotherLengthIsToldAndTheNextOneRead() throws IOException {
        assertThat(parsed(HEADER + "alice,okx,k\nalice,okx,k,s,more\nbob,okx,k,s")).containsExactly(
                "2! This row has 3 columns, and the header has 4.", "3! This row has 5 columns, and the header has 4.", "4: bob okx k s {}");
    }

    @Test
    void withoutAHeaderNothingOfTheFirstLineIsRepeated() throws IOException {
        assertThat(parsed("alice,kraken,topsecret,api_secret\n")).singleElement().asString()
                .startsWith("1!! The first line must name the columns").contains("user_id, broker, api_key.").doesNotContain("alice", "topsecret");
    }

    @ParameterizedTest
    @ValueSource(strings = { "user_id,broker,api_key,api_secret,api_key", "user_id,broker,api_key,api_secret,Pass Phrase", "user_id,broker,api_key,api_secret," })
    void aHeaderThatMakesNoSenseEndsTheReading(String header) throws IOException {
        assertThat(parsed(header + "\nalice,okx,k,s,x")).singleElement().asString().startsWith("1!! ").doesNotContain("Phrase");
    }

    @ParameterizedTest
    @ValueSource(strings = { "alice,okx,\"k\"x,s", "alice,okx,\"never closed,s\nbob,okx,k,s" })
    void quotesThatDoNotMatchEndTheReading(String row) throws IOException {
        assertThat(parsed(HEADER + "eve,okx,k,s\n" + row)).hasSize(2).last().asString().startsWith("3!! The quotes do not match here.");
    }

    private static List<String> parsed(String text) throws IOException {
        return Parsed.as(Format.CSV, text);
    }
}
