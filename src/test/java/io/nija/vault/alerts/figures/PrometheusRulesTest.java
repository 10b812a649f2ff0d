package io.nija.vault.alerts.figures;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import io.nija.vault.testing.RaftCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What lies in docker/prometheus, by Prometheus' own tool, and whether Vault has the figures that it asks for. */
class PrometheusRulesTest {

    private static final Path SHIPPED = Path.of("docker", "prometheus");

    private static String promtool(Path directory, String... arguments) throws IOException, InterruptedException {
        var program = Optional.ofNullable(System.getenv("VAULT_CONSOLE_PROMTOOL")).orElse("promtool");
        var command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    @Test
    void theRulesDoAsTheirOwnTestsSay() throws Exception {
        assertThat(promtool(SHIPPED, "test", "rules", "rules.test.yml")).contains("SUCCESS");
    }

    @Test
    void eachRuleHasATest() throws Exception {
        var tests = Files.readString(SHIPPED.resolve("rules.test.yml"));
        var rules = Pattern.compile("- alert: (\\w+)").matcher(Files.readString(SHIPPED.resolve("rules.yml"))).results().map(rule -> rule.group(1)).toList();

        assertThat(rules).hasSizeGreaterThan(10).allMatch(rule -> tests.contains("alertname: " + rule + "\n"));
    }

    /** The token and the certificate are the operator's. */
    @Test
    void theConfigurationIsOneThatPrometheusTakes(@TempDir Path directory) throws Exception {
        Files.copy(SHIPPED.resolve("rules.yml"), directory.resolve("rules.yml"));
        Files.writeString(directory.resolve("prometheus.yml"), Files.readString(SHIPPED.resolve("prometheus.yml"))
                .replace("/run/prometheus-tls/", "").replace("/run/prometheus/", ""));
        for (var file : List.of("console-token", "ca.crt")) {
            Files.writeString(directory.resolve(file), "of the operator's");
        }

        assertThat(promtool(directory, "check", "config", "prometheus.yml")).contains("SUCCESS");
    }

    @Test
    void vaultHasTheFiguresThatTheRulesAskFor() throws Exception {
        var rules = Files.readString(SHIPPED.resolve("rules.yml"));
        var asked = Pattern.compile("\\bvault_\\w+").matcher(rules).results().map(metric -> metric.group()).distinct().toList();
        try (var vault = RaftCluster.start(); var http = HttpClient.newHttpClient()) {
            var leader = vault.address(vault.leader());
            var request = HttpRequest.newBuilder(URI.create(leader + "/v1/sys/metrics?format=prometheus")).header("X-Vault-Token", vault.rootToken()).build();

            assertThat(asked).hasSizeGreaterThan(3);
            await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> {
                var figures = http.send(request, BodyHandlers.ofString()).body();
                assertThat(asked).allSatisfy(metric -> assertThat(figures).contains("\n" + metric));
            });
        }
    }
}
