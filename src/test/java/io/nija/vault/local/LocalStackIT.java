package io.nija.vault.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** The life of one stack, from its first start to damage that it cannot repair. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LocalStackIT {

    @TempDir
    private static Path temporary;
    private static Path path = Path.of("");
    private static final List<String> progress = new ArrayList<>();
    private static Properties settings = new Properties();
    private static @Nullable LocalStack stack;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws IOException {
        path = temporary.toRealPath().resolve("data of a stack");
        startAgain();
    }

    private static void startAgain() {
        progress.clear();
        var directory = LocalDirectory.at(path);
        assertThat(directory.lock()).isTrue();
        var bao = Optional.ofNullable(System.getenv("VAULT_CONSOLE_BAO")).map(Path::of);
        stack = new LocalStack(new LocalOptions(path, 0, 0, bao, false), directory, progress::add);
        settings = stack.start();
    }

    @AfterAll
    static void stop() {
        if (stack != null) {
            stack.stop();
        }
        assertThat(StackProcess.serversOf(path)).isEmpty();
    }

    @Test
    @Order(1)
    void bringsTheSettingsOfAProductionConsole() {
        assertThat(settings.stringPropertyNames()).contains("spring.datasource.url", "spring.datasource.username", "spring.datasource.password",
                "vault.addr", "vault.role-id", "vault.secret-id", "oidc.issuer-uri", "oidc.client-id", "oidc.client-secret");
    }

    @Test
    @Order(1)
    void theConsolesRoleOwnsItsDatabaseAndNothingElse() throws SQLException {
        try (var connection = connect(settings.getProperty("spring.datasource.password"))) {
            assertThat(ask(connection, "SELECT rolsuper::text FROM pg_roles WHERE rolname = current_user")).isEqualTo("false");
            assertThat(ask(connection, "SHOW fsync")).isEqualTo("on");
            assertThat(ask(connection, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(ask(connection, "SHOW server_encoding")).isEqualTo("UTF8");
            connection.createStatement().execute("CREATE TABLE kept (word text)");
            connection.createStatement().execute("INSERT INTO kept VALUES ('still here')");
        }
        assertThatThrownBy(() -> connect("wrong")).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> DriverManager.getConnection(settings.getProperty("spring.datasource.url"), "postgres", ""))
                .isInstanceOf(SQLException.class);
    }

    @Test
    @Order(1)
    void aPersonsTokenOpensTheVaultAndTheConsolesAppRoleToo() throws Exception {
        assertThat(signInToVault()).contains("client_token");
        assertThat(post("/v1/auth/approle/login", "{\"role_id\":\"%s\",\"secret_id\":\"%s\"}"
                .formatted(settings.getProperty("vault.role-id"), settings.getProperty("vault.secret-id")))).contains("client_token");
    }

    @Test
    @Order(1)
    void noRootTokenIsLeftAndNobodyCanMakeOne() throws Exception {
        assertThat(post("/v1/sys/generate-root/attempt", "{}")).contains("unsupported");
    }

    @Test
    @Order(2)
    void serversThatDieAreStartedAgain() throws Exception {
        var servers = StackProcess.serversOf(path);
        assertThat(servers).hasSize(2);
        servers.forEach(ProcessHandle::destroyForcibly);
        await().ignoreExceptions().until(() -> {
            try (var connection = connect(settings.getProperty("spring.datasource.password"))) {
                return ask(connection, "SELECT word FROM kept").equals("still here");
            }
        });
        await().ignoreExceptions().until(() -> signInToVault().contains("client_token"));
    }

    @Test
    @Order(3)
    void everythingIsThereAfterARestart() throws Exception {
        var before = settings;
        stop();
        startAgain();
        assertThat(settings.getProperty("vault.role-id")).isEqualTo(before.getProperty("vault.role-id"));
        assertThat(settings.getProperty("vault.addr")).isEqualTo(before.getProperty("vault.addr"));
        assertThat(progress).noneMatch(line -> line.contains("policies"));
        try (var connection = connect(settings.getProperty("spring.datasource.password"))) {
            assertThat(ask(connection, "SELECT word FROM kept")).isEqualTo("still here");
        }
        // The provider signs with a new key now, and the vault has to look for it.
        assertThat(signInToVault()).contains("client_token");
    }

    @Test
    @Order(4)
    void aConsoleThatProvisionsDifferentlyBringsTheVaultUpToDate() throws Exception {
        stop();
        var file = path.resolve("vault").resolve("console-approle.properties");
        Files.writeString(file, Files.readString(file).replaceAll("fingerprint=.*", "fingerprint=of-an-older-console"));
        startAgain();
        assertThat(progress).anyMatch(line -> line.contains("policies"));
        assertThat(signInToVault()).contains("client_token");
        assertThat(post("/v1/sys/generate-root/attempt", "{}")).contains("unsupported");
    }

    @Test
    @Order(5)
    void damageIsNamedAndLeftAlone() throws Exception {
        stop();
        assertRefusedWithout("postgres/PG_VERSION", "PG_VERSION is missing");
        assertRefusedWithout("database.properties", "database.properties is missing");
        assertRefusedWithout("vault/raft/vault.db", "raft is missing");
        assertRefusedWithout("vault/seal.key", "seal.key is missing");
        assertRefusedWithout("vault/recovery-key", "recovery-key is missing");
        Files.write(path.resolve("vault").resolve("seal.key"), new byte[32]);
        assertThatThrownBy(LocalStackIT::startAgain).isInstanceOf(LocalStackException.class)
                .hasMessageContaining("seal.key is damaged").hasMessageContaining("./vault-console reset");
        assertThat(StackProcess.serversOf(path)).isEmpty();
    }

    private static void assertRefusedWithout(String file, String words) throws IOException {
        var hidden = temporary.resolve("hidden");
        Files.move(path.resolve(file), hidden);
        assertThatThrownBy(LocalStackIT::startAgain).isInstanceOf(LocalStackException.class).hasMessageContaining(words)
                .hasMessageContaining("./vault-console reset").hasMessageNotContaining("\n");
        Files.move(hidden, path.resolve(file));
    }

    private static Connection connect(String password) throws SQLException {
        return DriverManager.getConnection(settings.getProperty("spring.datasource.url"), settings.getProperty("spring.datasource.username"), password);
    }

    private static String ask(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement(); var result = statement.executeQuery(query)) {
            assertThat(result.next()).isTrue();
            return result.getString(1);
        }
    }

    private String signInToVault() throws Exception {
        var basic = Base64.getEncoder().encodeToString(("demo-alice:" + settings.getProperty("local.token-secret")).getBytes(StandardCharsets.UTF_8));
        var answer = http.send(HttpRequest.newBuilder(URI.create(settings.getProperty("oidc.issuer-uri") + "/oauth2/token"))
                .header("Authorization", "Basic " + basic).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials")).build(), BodyHandlers.ofString()).body();
        var token = Pattern.compile("\"access_token\":\"([^\"]+)\"").matcher(answer);
        assertThat(token.find()).isTrue();
        return post("/v1/auth/jwt/login", "{\"role\":\"user-gateway\",\"jwt\":\"%s\"}".formatted(token.group(1)));
    }

    private String post(String path, String body) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(settings.getProperty("vault.addr") + path))
                .POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString()).body();
    }
}
