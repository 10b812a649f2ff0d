package io.nija.vault.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.nija.vault.testing.DevVault;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** The platform's Python programs, with the library that they use, and this client read what the other wrote. */
class HvacTest {

    private static final String HVAC = "hvac==2.4.0";
    private static final Path VENV = Path.of("target", "hvac").toAbsolutePath();
    private static final Path PYTHON = VENV.resolve("bin").resolve("python");

    static DevVault vault;
    static ApiKeyManager keys;

    @BeforeAll
    static void start() throws Exception {
        if (!Files.exists(VENV.resolve("complete"))) {
            run(Map.of(), "", "python3", "-m", "venv", "--clear", VENV.toString());
            run(Map.of(), "", PYTHON.toString(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--retries", "10", HVAC);
            Files.createFile(VENV.resolve("complete"));
        }
        vault = DevVault.start();
        keys = new AppRoles(vault.root()).client("order-service", AppRoles.ALL_KEYS, Map.of()).build();
    }

    @AfterAll
    static void stop() throws IOException {
        keys.close();
        vault.close();
    }

    private static String run(Map<String, String> environment, String input, String... command) throws Exception {
        var out = Files.createTempFile("hvac", ".out");
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
            builder.environment().putAll(environment);
            var process = builder.start();
            try (var in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            assertThat(process.waitFor(600, TimeUnit.SECONDS) && process.exitValue() == 0)
                    .as("this test needs python3 with venv, and a package index with %s: %s", HVAC, Files.readString(out)).isTrue();
            return Files.readString(out);
        } catch (IOException e) {
            throw new AssertionError("This test needs a python3 with venv on the PATH", e);
        } finally {
            Files.delete(out);
        }
    }

    /** @param lines with {@code vault}, an hvac client, to print JSON */
    private static JsonNode python(String lines) throws Exception {
        var program = """
                import datetime, json, os
                import hvac
                vault = hvac.Client(url=os.environ['VAULT_ADDR'], token=os.environ['VAULT_TOKEN'])
                """ + lines;
        var environment = Map.of("VAULT_ADDR", vault.address().toString(), "VAULT_TOKEN", vault.rootToken().expose(), "PYTHONIOENCODING", "utf-8");
        return new JsonMapper().readTree(run(environment, program, PYTHON.toString(), "-W", "ignore", "-"));
    }

    @Test
    void pythonReadsWhatJavaWrote() throws Exception {
        keys.storeUserApiKey("alice", "okx", "key-1", "geheim-ü€😀", Map.of("passphrase", "p w"));
        keys.rotateUserApiKey("alice", "okx", "key-2", "geheim-ü€😀2");

        var read = python("print(json.dumps(vault.secrets.kv.v2.read_secret_version(path='users/alice/okx')['data']['data']))");

        assertThat(read.path("api_key").asString()).isEqualTo("key-2");
        assertThat(read.path("api_secret").asString()).isEqualTo("geheim-ü€😀2");
        assertThat(read.path("broker").asString()).isEqualTo("okx");
        assertThat(read.at("/additional_params/passphrase").asString()).isEqualTo("p w");
        assertThat(read.path("created_at").asString()).startsWith("2");
    }

    /** As the architecture document's APIKeyManager does it, with the path mended. */
    @Test
    void javaReadsAndRotatesWhatPythonWrote() throws Exception {
        python("""
                vault.secrets.kv.v2.create_or_update_secret(path='users/bob/kraken', secret={
                    'api_key': 'key-1', 'api_secret': 'geheim-ü€😀', 'broker': 'kraken',
                    'created_at': datetime.datetime(2026, 1, 27, 10, 0, 0, 123456).isoformat(),
                    'additional_params': {'passphrase': 'p', 'sandbox': False, 'limits': {'day': 5}}})
                print('{}')
                """);

        var key = keys.getUserApiKey("bob", "kraken").orElseThrow();
        keys.rotateUserApiKey("bob", "kraken", "key-2", "secret-2");

        assertThat(List.of(key.apiKey(), key.apiSecret())).containsExactly("key-1", "geheim-ü€😀");
        assertThat(key.additionalParams()).isEqualTo(Map.of("passphrase", "p", "sandbox", "false", "limits", "{\"day\":5}"));
        assertThat(key.history().createdAt()).isEqualTo("2026-01-27T10:00:00.123456");
        assertThat(key.history().createdBy()).isNull();
        var read = python("print(json.dumps(vault.secrets.kv.v2.read_secret_version(path='users/bob/kraken')['data']['data']))");
        assertThat(read.path("api_key").asString()).isEqualTo("key-2");
        assertThat(read.path("created_at").asString()).isEqualTo("2026-01-27T10:00:00.123456");
        assertThat(read.at("/additional_params/sandbox").isBoolean()).isTrue();
        assertThat(read.at("/additional_params/limits/day").asInt()).isEqualTo(5);
    }

    @Test
    void pythonFindsNothingWhereJavaHasRevoked() throws Exception {
        keys.storeUserApiKey("carol", "okx", "key", "secret");
        keys.revokeUserApiKey("carol", "okx");

        var found = python("""
                try:
                    vault.secrets.kv.v2.read_secret_version(path='users/carol/okx')
                    print('true')
                except hvac.exceptions.InvalidPath:
                    print('false')
                """);

        assertThat(found.asBoolean()).isFalse();
    }
}
