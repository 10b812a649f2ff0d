package io.nija.vault.migration;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class EnvRowsTest {

    @Test
    void theSettingsOfAKeyAreFoundWhereverTheyAre() throws IOException {
        assertThat(parsed("""
                # the platform's own
                PORT=8080
                KRAKEN_USER_DAIVON_API_KEY=k1
                OKX_USER_TANIA_GILBERT_PASSPHRASE=open
                OKX_USER_TANIA_GILBERT_API_KEY=k2
                export KRAKEN_USER_DAIVON_API_SECRET=s1
                OKX_USER_TANIA_GILBERT_API_SECRET=s2
                OKX_USER_TANIA_GILBERT_API_PASSPHRASE=more
                KRAKEN__MAIN_USER_DAIVON_API_KEY=k3
                KRAKEN__MAIN_USER_DAIVON_API_SECRET=s3
                DB_USER_NAME=postgres
                """)).containsExactly("3: daivon kraken k1 s1 {}",
                "5: tania_gilbert okx k2 s2 {api_passphrase=more, passphrase=open}", "9: daivon kraken--main k3 s3 {}");
    }

    @Test
    void aParameterGoesToTheLongestNameThatHasAKey() throws IOException {
        assertThat(parsed("OKX_USER_A_API_KEY=k\nOKX_USER_A_B_API_KEY=k\nOKX_USER_A_B_C=1\nOKX_USER_A_X=2\n"))
                .containsExactly("1: a okx k - {x=2}", "2: a_b okx k - {c=1}");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '|', delimiter = ';', textBlock = """
            plain                 ; plain
            with = and == in it   ; with = and == in it
            a#b                   ; a#b
            a # comment           ; a
            'as $is \\n # x'      ; as $is \\n # x
            "a \\"b\\" \\\\ \\$c" ; a "b" \\ $c
            "a" # comment         ; a
            'a'# comment          ; a
            "\\q"                 ; \\q
            """)
    void valuesAreReadAsUsual(String written, String meant) throws IOException {
        assertThat(parsed("OKX_USER_A_API_KEY=" + written)).containsExactly("1: a okx " + meant + " - {}");
        assertThat(parsed("  OKX_USER_A_API_KEY \t= " + written + "  \r\n")).containsExactly("1: a okx " + meant + " - {}");
    }

    @Test
    void quotedValuesMayGoOverSeveralLines() throws IOException {
        assertThat(parsed("\uFEFFOKX_USER_A_API_KEY=\"one\r\ntwo\"\r\nOKX_USER_A_API_SECRET=\"three\\nfour\"\r\nOKX_USER_B_API_KEY='five\nsix'"))
                .containsExactly("1: a okx one\ntwo three\nfour {}", "4: b okx five\nsix - {}");
    }

    @Test
    void emptyValuesCountAsNone() throws IOException {
        assertThat(parsed("OKX_USER_A_API_KEY=\nOKX_USER_A_API_SECRET=\"\"\nOKX_USER_A_X=''\n")).containsExactly("1: a okx - - {}");
    }

    @Test
    void whatIsWrongIsToldByItsLineWithoutItsWords() throws IOException {
        assertThat(parsed("""
                secret
                OKX_USER_A_API_KEY="secret
                OKX_USER_A_API_KEY='secret' secret
                OKX_USER_A_API_KEY=k
                OKX_USER_A_API_KEY=secret
                OKX_USER_B_SECRET=secret
                """)).containsExactly("1! This is no setting of the form NAME=value.",
                "2! The quotes of this value do not match, or something follows them.",
                "3! The quotes of this value do not match, or something follows them.", "4: a okx k - {}",
                "5! The same setting as in line 4.", "6! There is no …_API_KEY and …_API_SECRET that this setting belongs to.");
    }

    @Test
    void anEmptyFileHoldsNothing() throws IOException {
        assertThat(parsed("")).isEmpty();
        assertThat(parsed("# nothing\n\nPORT=80")).isEmpty();
    }

    private static List<String> parsed(String text) throws IOException {
        return Parsed.as(Format.ENV, text);
    }
}
