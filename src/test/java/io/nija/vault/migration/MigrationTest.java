package io.nija.vault.migration;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.nija.vault.ConsoleApplication;
import io.nija.vault.testing.ProvisionedVault;
import io.nija.vault.testing.VaultCaller;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The command as it is, on a real OpenBao. Each test has users of its own. */
@ExtendWith(OutputCaptureExtension.class)
class MigrationTest {

    private static final String HEADER = "user_id,broker,api_key,api_secret,passphrase,created_at\n";
    private static final String VALUE = "topsecret-";

    static ProvisionedVault vault;
    private static int tests;

    @TempDir
    private Path directory;
    private Path file = Path.of("");
    private String user = "";

    @BeforeAll
    static void start() throws IOException {
        vault = ProvisionedVault.start();
    }

    @AfterAll
    static void stop() throws IOException {
        vault.close();
    }

    @BeforeEach
    void newUser() {
        file = directory.resolve("keys.csv");
        user = "person" + tests++;
    }

    private int migrate(String... options) {
        var application = new SpringApplicationBuilder(MigrationApplication.class).web(WebApplicationType.NONE)
                .profiles("command").lazyInitialization(true)
                .properties(Map.of("vault.addr", vault.address(), "vault.token", vault.operatorToken())).build();
        var arguments = new ArrayList<>(List.of("migrate", file.toString()));
        arguments.addAll(List.of(options));
        return SpringApplication.exit(application.run(arguments.toArray(String[]::new)));
    }

    private void rows(String... rows) throws IOException {
        Files.writeString(file, HEADER + String.join("\n", rows) + "\n");
    }

    private String row(String broker, String parameter, String createdAt) {
        return String.join(",", user, broker, VALUE + "key", VALUE + broker, parameter, createdAt);
    }

    private static JsonNode read(String path) {
        return vault.root().send("GET", "secret/data/users/" + path).body().at("/data");
    }

    private static void write(String path, Object data) {
        assertThat(vault.root().send("POST", "secret/data/users/" + path, Map.of("data", data)).ok()).isTrue();
    }

    @Test
    void aDryRunCountsAndWritesNothing(CapturedOutput output) throws IOException {
        rows(row("okx", "", ""), row("kraken", "", ""), row("kraken--two", "", ""));

        assertThat(migrate()).isZero();

        assertThat(output.getOut()).contains("keys.csv: 3 keys, no problems.", "kraken                           2", "This was a dry run");
        assertThat(read(user + "/okx").isMissingNode()).isTrue();
        assertThat(directory.resolve("keys.csv.journal")).doesNotExist();
    }

    @Test
    void oneBadLineKeepsAllOfTheFileOut(CapturedOutput output) throws IOException {
        rows(row("okx", "", ""), row("nowhere", "", ""), row("okx", "", ""));

        assertThat(migrate("--write")).isEqualTo(1);

        assertThat(output.getOut()).contains("1 key, 2 problems", "line 3: The broker must be one of the catalogue.",
                "line 4: The same user and broker as in line 2.", "Nothing was written.");
        assertThat(read(user + "/okx").isMissingNode()).isTrue();
    }

    @Test
    void aKeyLiesInVaultAsIfItsOwnerHadAddedIt(CapturedOutput output) throws IOException {
        rows(row("okx", "open sesame", "2025-01-31T12:00:00Z"), row("kraken--bot", "", ""));

        assertThat(migrate("--write")).isZero();

        assertThat(read(user + "/okx").at("/data").toString()).isEqualTo(("{'additional_params':{'passphrase':'open sesame'},'api_key':'topsecret-key',"
                + "'api_secret':'topsecret-okx','broker':'okx','created_at':'2025-01-31T12:00:00Z','created_by':'" + user + "'}").replace('\'', '"'));
        assertThat(read(user + "/kraken--bot").at("/data/broker").asString()).isEqualTo("kraken");
        assertThat(read(user + "/kraken--bot").at("/data").has("additional_params")).isFalse();
        assertThat(output.getOut()).contains("written                                2", "already there and equal                0", "failed: Vault refused                  0");
        assertThat(output).doesNotContain(VALUE).doesNotContain("sesame");
    }

    @Test
    void whatIsThereStaysAsItIsAndIsCompared(CapturedOutput output) throws IOException {
        write(user + "/okx", Map.of("api_key", "other", "api_secret", "other", "broker", "okx"));
        write(user + "/kraken", Map.of("api_key", VALUE + "key", "api_secret", VALUE + "kraken", "broker", "kraken", "created_at", "long ago"));
        write(user + "/gemini", Map.of("api_key", "other"));
        assertThat(vault.root().send("DELETE", "secret/data/users/" + user + "/gemini").ok()).isTrue();
        rows(row("okx", "", ""), row("kraken", "", ""), row("gemini", "", ""), row("bybit", "", ""));

        assertThat(migrate("--write")).isEqualTo(1);

        assertThat(output.getOut()).contains("written                                1\n", "already there and equal                1\n",
                "already there and different            1   lines 2\n", "already there, but revoked             1   lines 4\n");
        assertThat(read(user + "/okx").at("/data/api_key").asString()).isEqualTo("other");
        assertThat(read(user + "/okx").at("/metadata/version").asInt()).isOne();
        assertThat(read(user + "/gemini").at("/metadata/version").asInt()).isOne();
    }

    @Test
    void theVerificationFindsWhatWasChangedOrIsGoneSince(CapturedOutput output) throws IOException {
        rows(row("okx", "", ""), row("kraken", "p", ""), row("gemini", "", ""));
        assertThat(migrate("--write")).isZero();
        write(user + "/kraken", Map.of("api_key", VALUE + "key", "api_secret", VALUE + "kraken", "broker", "kraken",
                "additional_params", Map.of("passphrase", "q")));
        assertThat(vault.root().send("DELETE", "secret/metadata/users/" + user + "/gemini").ok()).isTrue();

        assertThat(migrate("--write")).isEqualTo(1);

        assertThat(output.getOut()).contains("Going on after an earlier run: 3 of 3 keys are done.",
                "written, and not the same now          1   lines 3\n", "not in Vault                           1   lines 4\n");
    }

    @Test
    void aFileThatWasChangedIsRefusedByItsJournal(CapturedOutput output) throws IOException {
        rows(row("okx", "", ""));
        assertThat(migrate("--write")).isZero();
        rows(row("okx", "", ""), row("kraken", "", ""));

        assertThat(migrate("--write")).isEqualTo(1);

        assertThat(output.getErr()).contains("keys.csv.journal is of another content");
        assertThat(read(user + "/kraken").isMissingNode()).isTrue();
    }

    @Test
    void aRunThatWasKilledIsGoneOnWithAndEveryKeyIsWrittenOnce(CapturedOutput output) throws Exception {
        many(6000);
        var process = start("--write", "--parallel=2");
        await().atMost(2, TimeUnit.MINUTES).pollInterval(2, TimeUnit.MILLISECONDS).until(() -> done() > 100);
        process.destroyForcibly().waitFor();
        assertThat(done()).isBetween(100, 5900);

        assertThat(migrate("--write")).isZero();

        assertThat(output.getOut()).contains("Going on after an earlier run", "failed: Vault refused                  0");
        assertThat(vault.root().send("LIST", "secret/metadata/users/" + user).body().at("/data/keys").size()).isEqualTo(6000);
        for (int i = 0; i < 6000; i += 21) {
            assertThat(read(user + "/okx--k" + i).at("/metadata/version").asInt()).isOne();
        }
        assertThat(migrate("--write")).isZero();
    }

    @Test
    void aRunThatIsInterruptedEndsInOrderAndLeavesNoTokenBehind() throws Exception {
        many(6000);
        var process = start("--write", "--parallel=2");
        await().atMost(2, TimeUnit.MINUTES).pollInterval(2, TimeUnit.MILLISECONDS).until(() -> done() > 100);
        process.destroy();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

        assertThat(process.exitValue()).isEqualTo(143);
        assertThat(Files.readString(directory.resolve("output"))).contains("Stopped. It was interrupted. ", " of 6,000 keys are done")
                .doesNotContain("\tat ").doesNotContain(VALUE);
        assertThat(vault.root().send("LIST", "secret/metadata/users/" + user).body().at("/data/keys").size()).isEqualTo(done());
        vault.root().send("LIST", "auth/token/accessors").body().at("/data/keys").forEach(accessor -> assertThat(
                vault.root().send("POST", "auth/token/lookup-accessor", Map.of("accessor", accessor.asString())).body().at("/data/policies").toString())
                .doesNotContain("migration", "trading-engine"));
    }

    private void many(int count) throws IOException {
        Files.writeString(file, HEADER + IntStream.range(0, count)
                .mapToObj(i -> row("okx--k" + i, "", "") + "\n").collect(Collectors.joining()));
    }

    private int done() throws IOException {
        var journal = directory.resolve("keys.csv.journal");
        return Files.exists(journal) ? (int) Files.readAllLines(journal).stream().filter(line -> line.startsWith("w ")).count() : 0;
    }

    private Process start(String... options) throws IOException {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m",
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), ConsoleApplication.class.getName(), "migrate", file.toString()));
        command.addAll(List.of(options));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(directory.resolve("output").toFile());
        builder.environment().putAll(Map.of("VAULT_ADDR", vault.address(), "VAULT_TOKEN", vault.operatorToken()));
        return builder.start();
    }

    @Test
    void aTokenThatMayNotIssueSecretIdsIsToldWhatItNeeds(CapturedOutput output) throws IOException {
        rows(row("okx", "", ""));
        var weak = vault.root().send("POST", "auth/token/create", Map.of("policies", List.of("support"))).body().at("/auth/client_token").asString();

        assertThat(migrate("--write", "--vault.token=" + weak)).isEqualTo(1);

        assertThat(output.getErr()).contains("Nothing was written", "auth/approle/role/NAME/secret-id").doesNotContain(weak);
    }

    @Test
    void theOperatorsTokenIsLeftAsItWas() throws IOException {
        rows(row("okx", "", ""));
        assertThat(migrate("--write")).isZero();

        assertThat(new VaultCaller(URI.create(vault.address()), vault.operatorToken()).isAlive()).isTrue();
    }

    @Test
    void wrongUsageIsExplained(CapturedOutput output) throws IOException {
        rows(row("okx", "", ""));
        assertThat(migrate("--wirte")).isEqualTo(2);
        assertThat(migrate("--parallel=0")).isEqualTo(2);
        assertThat(migrate("--format=xml")).isEqualTo(2);
        assertThat(migrate("another.csv")).isEqualTo(2);
        file = directory.resolve("nothing.csv");
        assertThat(migrate()).isEqualTo(1);
        Files.writeString(file, "");
        assertThat(migrate()).isEqualTo(1);
        assertThat(migrate("--help")).isZero();

        assertThat(output.getErr()).contains("There is no option --wirte.", "--parallel takes", "Which form", "Name one file", "There is no file", "The file holds no key.");
        assertThat(output.getOut()).contains("Usage: ./vault-console migrate FILE");
    }
}
