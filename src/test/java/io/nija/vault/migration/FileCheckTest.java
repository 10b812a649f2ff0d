package io.nija.vault.migration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.nija.vault.base.BrokerId;
import io.nija.vault.credentials.BrokerCatalogue;
import io.nija.vault.testing.Hostile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

class FileCheckTest {

    private static final BrokerCatalogue CATALOGUE = new BrokerCatalogue();
    private static final String HEADER = "user_id,broker,api_key,api_secret,passphrase,created_at\n";

    @TempDir
    private Path directory;

    private FileCheck check(String rows) throws IOException {
        var file = Files.writeString(directory.resolve("keys.csv"), HEADER + rows);
        return FileCheck.of(new SourceFile(file, Format.CSV, CATALOGUE), new RowCheck(CATALOGUE, Clock.systemUTC()));
    }

    @Test
    void goodKeysAreCountedForEachBroker() throws IOException {
        var check = check("alice,okx,k,s,,\nalice,kraken--main,k,s,,2025-01-31T12:00:00Z\nbob,okx,k,s,p,\n");

        assertThat(check.brokers()).containsExactly(entry(new BrokerId("kraken"), 1), entry(new BrokerId("okx"), 2));
        assertThat(check.keys()).isEqualTo(3);
        assertThat(check.wrong()).isZero();
        assertThat(check.hash()).matches("[0-9a-f]{64}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            ,okx,k,s,,               ; Missing: user_id.
            alice,okx,,,,            ; Missing: api_key, api_secret.
            al/ice,okx,k,s,,         ; The user id must be
            alice,mtgox,k,s,,        ; The broker must be one of the catalogue.
            alice,Kraken,k,s,,       ; The broker must be
            alice,kraken--A B,k,s,,  ; The key name must be
            alice,okx,k\u0007,s,,    ; api_key: This holds characters that no key has.
            alice,okx,k,"  ",,       ; api_secret: This must not be empty.
            alice,okx,k,s,p\u0007,   ; An additional parameter: This holds characters
            alice,okx,k,s,,yesterday ; created_at is no time
            """)
    void aBadRowIsToldByItsLine(String row, String told) throws IOException {
        var check = check("bob,okx,k,s,,\n" + row + "\n");

        assertThat(check.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(3);
            assertThat(problem.what()).startsWith(told);
        });
        assertThat(check.keys()).isOne();
    }

    @Test
    void aKeyWithoutWhatItsBrokerWantsBesidesIsNotedAndNoProblem() throws IOException {
        var check = check("alice,okx,k,s,,\nbob,okx,k,s,open,\nalice,kraken,k,s,,\n");

        assertThat(check.wrong()).isZero();
        assertThat(check.incomplete()).hasToString("2");
    }

    @Test
    void theSameUserAndBrokerTwiceIsToldWithBothLines() throws IOException {
        var check = check("alice,okx,k,s,,\nbob,okx,k,s,,\nalice,okx,other,s,,\nAlice,okx,k,s,,\nalice,okx--two,k,s,,\n");

        assertThat(check.problems()).extracting(Problem::toString)
                .containsExactly("Problem[line=4, what=The same user and broker as in line 2.]", "Problem[line=5, what=The same user and broker as in line 2.]");
        assertThat(check.keys()).isEqualTo(3);
    }

    @Test
    void duplicatesAreFoundAmongThousands() throws IOException {
        var rows = IntStream.range(0, 5000).mapToObj(i -> "user" + i + ",okx,k,s,,\n").collect(Collectors.joining());

        var check = check(rows + "user0,okx,k,s,,\nuser4999,okx,k,s,,\n");

        assertThat(check.keys()).isEqualTo(5000);
        assertThat(check.problems()).extracting(Problem::what)
                .containsExactly("The same user and broker as in line 2.", "The same user and broker as in line 5001.");
    }

    @Test
    void allProblemsAreCountedAndAHundredKept() throws IOException {
        var check = check("alice,nowhere,k,s,,\n".repeat(250));

        assertThat(check.wrong()).isEqualTo(250);
        assertThat(check.problems()).hasSize(100).last().extracting(Problem::line).isEqualTo(101);
    }

    @Test
    void nothingThatStandsInAFileIsEverRepeated() throws IOException {
        for (var text : Hostile.texts().filter(Hostile::telling).toList()) {
            var quoted = '"' + text.replace("\"", "\"\"") + '"';
            for (var row : new String[] { "%s,okx,k,s,,", "alice,%s,k,s,,", "alice,okx,k,s,,%s", "alice,okx,\u0001%s,s,," }) {
                assertThat(check(row.formatted(quoted) + "\n").problems().toString()).doesNotContain(text);
            }
        }
    }
}
