package io.nija.vault.security;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;

import io.nija.vault.base.StartupException;
import io.nija.vault.testing.ConsoleTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** Who gets the console's figures, and which there are. */
@ConsoleTest
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = { "local.directory=target/local-stack", "local.oidc-port=0", "server.port=0",
        "monitoring.token=a-token-for-prometheus", "alerts.interval=1s" })
class MonitoringTest {

    @LocalServerPort
    int port;

    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
            if (headers.length > 0) {
                request.headers(headers);
            }
            return http.send(request.build(), BodyHandlers.ofString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "Bearer wrong", "Bearer ", "Basic a-token-for-prometheus", "a-token-for-prometheus", "Bearer a-token-for-prometheus2", "bearer a-token-for-prometheus" })
    void withoutTheTokenThereAreNone(String authorization) throws Exception {
        var answer = get("/actuator/prometheus", "Authorization", authorization);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).doesNotContain("jvm");
        assertThat(get("/actuator/prometheus").statusCode()).isEqualTo(401);
    }

    @Test
    void withTheTokenThereAreThoseThatTheRulesNeed() throws Exception {
        get("/v1/credentials/list?user_id=alice");
        await().untilAsserted(() -> assertThat(get("/actuator/prometheus", "Authorization", "Bearer a-token-for-prometheus").body()).contains(
                "http_server_requests_seconds_bucket{", "le=\"0.1\"", "hikaricp_connections_active{", "console_alerts_open{severity=\"critical\"}", "console_alerts_unknown ",
                "console_audit_behind_bytes{source=\"local\"}", "console_audit_read_age_seconds{source=\"console\"}", "console_vault_up 1", "console_database_up 1",
                "gateway_cache_total{result=\"hit\"}", "gateway_cache_total{result=\"miss\"}"));
    }

    @Test
    void theTokenOpensNothingElse() throws Exception {
        assertThat(get("/actuator/env", "Authorization", "Bearer a-token-for-prometheus").statusCode()).isNotEqualTo(200);
        assertThat(get("/actuator/health/readiness").body()).isEqualTo("{\"components\":{\"console\":{\"status\":\"UP\"},\"readinessState\":{\"status\":\"UP\"}},\"status\":\"UP\"}");
    }

    @Test
    void aTokenComesFromAFileAndMustBeGood(@TempDir Path directory) throws Exception {
        var file = Files.writeString(directory.resolve("token"), "a-token-from-a-file\n");

        assertThat(new MonitoringProperties(null, file).token()).isEqualTo("a-token-from-a-file");
        assertThat(new MonitoringProperties(null, file).toString()).doesNotContain("a-token");
        assertThat(new MonitoringProperties("", null).token()).isNull();
        assertThatExceptionOfType(StartupException.class).isThrownBy(() -> new MonitoringProperties("short", null));
        assertThatExceptionOfType(StartupException.class).isThrownBy(() -> new MonitoringProperties("a-token-for-prometheus", file));
        assertThatExceptionOfType(StartupException.class).isThrownBy(() -> new MonitoringProperties(null, directory.resolve("none")));
    }
}
