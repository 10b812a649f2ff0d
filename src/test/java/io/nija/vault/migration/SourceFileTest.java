package io.nija.vault.migration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Random;

import io.nija.vault.credentials.BrokerCatalogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SourceFileTest {

    private static final BrokerCatalogue CATALOGUE = new BrokerCatalogue();

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void aBinaryFileIsNoText(Format format) throws IOException {
        var bytes = new byte[100_000];
        new Random(1).nextBytes(bytes);

        assertThat(Parsed.as(format, bytes)).singleElement().asString().startsWith("1!! This is not text in UTF-8.");
        assertThat(Parsed.as(format, new byte[100])).singleElement().asString().startsWith("1!! This is not a text file");
    }

    @ParameterizedTest
    @EnumSource
    void anotherEncodingIsTold(Format format) throws IOException {
        assertThat(Parsed.as(format, "- user_id: zoé\n".getBytes(StandardCharsets.ISO_8859_1))).singleElement().asString().contains("UTF-8");
        assertThat(Parsed.as(format, "user_id".getBytes(StandardCharsets.UTF_16))).singleElement().asString().contains("UTF-8");
    }

    @ParameterizedTest
    @CsvSource({ "CSV,'user_id,broker,api_key,api_secret\n'", "JSON_LINES,'{\"api_key\":\"'", "YAML,'- api_key: \"'", "ENV,OKX_USER_A_API_KEY=" })
    void aRowBeyondReasonEndsTheReading(Format format, String beginning) throws IOException {
        assertThat(Parsed.as(format, beginning + "x".repeat(9_000_000))).singleElement().asString()
                .contains("!! This row is longer than any key").hasSizeLessThan(200);
    }

    @Test
    void whatIsNoFileIsTold() throws IOException {
        assertRefused(directory.resolve("nothing.csv"), "There is no file");
        assertRefused(directory, "is no plain file");
    }

    private static void assertRefused(Path path, String told) {
        assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> new SourceFile(path, Format.CSV, CATALOGUE)).withMessageContaining(told);
    }

    @Test
    void whatCouldBeReadBeforeIsStillChecked() throws IOException {
        var file = Files.writeString(directory.resolve("keys.csv"), "user_id,broker,api_key,api_secret\na,nowhere,k,s\na,okx,\"k\"x,s\n");

        var check = FileCheck.of(new SourceFile(file, Format.CSV, CATALOGUE), new RowCheck(CATALOGUE, Clock.systemUTC()));

        assertThat(check.problems()).extracting(Problem::line).containsExactly(2, 3);
        assertThat(check.problems().getLast().what()).endsWith("Nothing from here on was read.");
    }

    @ParameterizedTest
    @CsvSource({ "keys.csv,CSV", "KEYS.CSV,CSV", "a.jsonl,JSON_LINES", "a.ndjson,JSON_LINES", "a.yml,YAML", "a.yaml,YAML", ".env,ENV", "prod.env,ENV", ".env.production,ENV" })
    void theFormFollowsFromTheName(String name, Format format) {
        assertThat(Format.of(Path.of("/x", name))).contains(format);
    }

    @Test
    void anotherNameSaysNothingOfTheForm() {
        assertThat(Format.of(Path.of("/x/keys.json"))).isEmpty();
        assertThat(Format.of(Path.of("/x/keys"))).isEmpty();
    }
}
