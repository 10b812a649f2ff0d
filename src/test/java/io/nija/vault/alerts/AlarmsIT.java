package io.nija.vault.alerts;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;

import io.nija.vault.base.SecretValue;
import io.nija.vault.testing.DevPostgres;
import io.nija.vault.testing.Loopback;
import io.nija.vault.testing.ProductionConsole;
import io.nija.vault.testing.RaftCluster;
import io.nija.vault.testing.SlowLine;
import io.nija.vault.testing.TestIssuer;
import io.nija.vault.vault.AppRoleCredentials;
import io.nija.vault.vault.IdentityProvider;
import io.nija.vault.vault.Provisioning;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A console as in production, with a vault, a database and a web server that is told: each is taken away, and what is told,
 * written down and said of its readiness is looked at.
 */
class AlarmsIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String TOKEN = "a-token-for-prometheus";
    private static final Duration SOON = Duration.ofSeconds(40);

    private final HttpClient http = HttpClient.newHttpClient();
    private RaftCluster vault;
    private DevPostgres postgres;
    private TestIssuer issuer;
    private Loopback hook;
    private SlowLine line;
    private ProductionConsole console;

    @BeforeEach
    void start() throws IOException {
        vault = RaftCluster.single();
        postgres = DevPostgres.start();
        issuer = TestIssuer.start();
        hook = Loopback.answering(200, "{}");
        // Each answer of the vault takes up to 400 ms longer.
        line = SlowLine.to(vault.address(0), 1, Duration.ofMillis(400));
        var appRole = Provisioning.provision(vault.address(0), vault.newRootToken(), new IdentityProvider(issuer.uri(), "vault-console", "nija", "sub", "roles")).console();
        var settings = new HashMap<>(ProductionConsole.settings(List.of(line.address()), appRole, postgres, issuer.uri(), "secret"));
        settings.put("AUDIT_LOGS_NODE", vault.auditLog(0).toString());
        settings.put("MONITORING_TOKEN", TOKEN);
        console = new ProductionConsole("alarms");
        console.start(settings, "--alerts.interval=1s", "--alerts.told-every=0s", "--alerts.webhook.url=" + hook.address(), "--alerts.webhook.secret=top-secret",
                "--alerts.rules.vault-away.patience=1s", "--alerts.rules.database-away.patience=1s", "--alerts.rules.gateway-errors.patience=0s",
                "--alerts.rules.gateway-latency.patience=0s");
    }

    @AfterEach
    void stop() throws IOException {
        try (var sixth = vault; var fifth = postgres; var fourth = issuer; var third = hook; var second = line; var first = console) {
        }
    }

    private List<JsonNode> told(String rule, String what) {
        return hook.requests().stream().map(request -> (JsonNode) JSON.readTree(request.body())).filter(message -> message.at("/rule").asString().equals(rule))
                .filter(message -> !message.at("/" + what).isEmpty()).toList();
    }

    private void awaitTold(String rule, String what) {
        await().atMost(SOON).untilAsserted(() -> assertThat(told(rule, what)).as("%s of %s; told: %s", what, rule, hook.requests()).isNotEmpty());
    }

    private HttpResponse<String> readiness() throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(console.address().resolve("actuator/health/readiness")).timeout(Duration.ofSeconds(3)).build(), BodyHandlers.ofString());
    }

    private void awaitReadiness(int status, String part) {
        await().atMost(SOON).ignoreExceptions().untilAsserted(() -> {
            assertThat(readiness().statusCode()).isEqualTo(status);
            assertThat(readiness().body()).contains(part);
        });
    }

    private int retrieve() throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(console.address().resolve("v1/credentials/retrieve")).header("Authorization", "Bearer " + issuer.accessToken("alice"))
                .header("Content-Type", "application/json").POST(BodyPublishers.ofString("{\"user_id\":\"alice\",\"broker\":\"kraken\"}")).build(), BodyHandlers.ofString())
                .statusCode();
    }

    @Test
    void whatIsTakenAwayIsToldAndSoIsItsReturn() throws Exception {
        for (int i = 0; i < 60; i++) {
            assertThat(retrieve()).isEqualTo(404);
        }
        awaitTold("gateway-latency", "opened");

        vault.kill(0);
        awaitTold("vault-away", "opened");
        awaitReadiness(200, "\"degraded\":[\"vault\"]");
        for (int i = 0; i < 60; i++) {
            assertThat(retrieve()).isEqualTo(503);
        }
        awaitTold("gateway-errors", "opened");
        postgres.kill();
        awaitTold("database-away", "opened");
        awaitReadiness(503, "\"degraded\":[\"vault\",\"database\"]");
        assertThat(http.send(HttpRequest.newBuilder(console.address().resolve("actuator/health/liveness")).build(), BodyHandlers.discarding()).statusCode())
                .as("another console would help nobody").isEqualTo(200);
        vault.startAgain(0);
        awaitTold("vault-away", "resolved");
        awaitReadiness(200, "\"degraded\":[\"database\"]");
        postgres.startAgain();
        awaitTold("database-away", "resolved");
        awaitReadiness(200, "{\"components\":{\"console\":{\"status\":\"UP\"}");

        var database = JdbcClient.create(postgres.dataSource());
        await().atMost(SOON).untilAsserted(() -> assertThat(database.sql("""
                select rule from alert where rule in ('vault-away', 'database-away') and opened_at is not null and resolved_at is not null order by rule""")
                .query(String.class).list()).containsExactly("database-away", "vault-away"));
        assertThat(told("vault-away", "opened")).as("once").hasSize(1);
        assertThat(told("database-away", "opened")).as("once").hasSize(1);
        assertThat(hook.requests()).allSatisfy(request -> assertThat(request.headers().get("x-nija-signature")).startsWith("sha256="));
        assertThat(hook.requests().toString() + Files.readString(console.output())).doesNotContain("top-secret");
    }

    @Test
    void whoBringsTheTokenGetsTheFiguresThatTheRulesNeedAndNobodyElse() throws Exception {
        retrieve();
        for (var wrong : List.of("Bearer wrong", "Bearer ", "Basic " + TOKEN, TOKEN, "Bearer " + TOKEN + "2", "Bearer " + issuer.accessToken("alice"))) {
            var refusal = figures("prometheus", wrong);
            assertThat(refusal.statusCode()).as(wrong).isEqualTo(401);
            assertThat(refusal.body()).isEmpty();
        }
        assertThat(figures("env", "Bearer " + TOKEN).statusCode()).isNotEqualTo(200);

        await().atMost(SOON).untilAsserted(() -> assertThat(figures("prometheus", "Bearer " + TOKEN).body()).contains(
                "uri=\"/v1/credentials/retrieve\",le=\"0.1\"", "hikaricp_connections_active{", "console_alerts_open{severity=\"critical\"}",
                "console_alerts_unknown ", "console_audit_behind_bytes{source=\"node\"}", "console_audit_read_age_seconds{source=\"console\"}", "console_vault_up 1",
                "console_database_up 1", "gateway_cache_total{result=\"hit\"}", "gateway_cache_total{result=\"miss\"}"));
    }

    private HttpResponse<String> figures(String endpoint, String authorization) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(console.address().resolve("actuator/" + endpoint)).header("Authorization", authorization).build(), BodyHandlers.ofString());
    }

    /** The log becomes a device that is always full, which the server finds when it is told to open its log anew. */
    @Test
    void aVaultThatCannotWriteItsAuditLogIsNoticed() throws Exception {
        var log = vault.auditLog(0);
        var server = ProcessHandle.current().children().filter(process -> process.info().arguments().map(List::of).orElse(List.of()).contains("-config=bao.hcl"))
                .findFirst().orElseThrow();
        var aside = log.resolveSibling("audit.log.aside");
        Files.move(log, aside);
        Files.createSymbolicLink(log, Path.of("/dev/full"));
        signal("HUP", server);

        awaitTold("audit-blocked", "opened");
        assertThat(readiness().statusCode()).isEqualTo(200);
        assertThat(told("vault-away", "opened")).as("its health is not on record").isEmpty();
        Files.delete(log);
        Files.move(aside, log);
        signal("HUP", server);

        awaitTold("audit-blocked", "resolved");
    }

    private static void signal(String name, ProcessHandle process) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor()).isZero();
    }

    @Test
    void settingsForARuleThatIsNotThereAreRefusedAtTheStart() throws Exception {
        console.close();
        var process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", "target/vault-console.jar", "--alerts.rules.root-tokne.enabled=false",
                "--server.port=0");
        process.environment().putAll(ProductionConsole.settings(List.of(vault.address(0)), new AppRoleCredentials("a", SecretValue.of("b")), postgres,
                issuer.uri(), "secret"));
        var started = process.redirectErrorStream(true).start();
        var output = new String(started.getInputStream().readAllBytes());

        assertThat(started.waitFor()).isNotZero();
        assertThat(output).contains("alerts.rules: there is no rule root-tokne. There are: audit-behind,");
    }
}
