package io.nija.vault.cluster.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.nija.vault.alerts.AlertRule;
import io.nija.vault.alerts.Finding;
import io.nija.vault.audit.ingest.IngestedLog;
import io.nija.vault.audit.search.Searches;
import io.nija.vault.cluster.metrics.RealMetrics;
import io.nija.vault.cluster.watch.RealWatch;
import io.nija.vault.testing.DevPostgres;
import io.nija.vault.testing.RaftCluster;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What is found when a real Vault is really slow, or most of what it is asked fails. */
class FigureRulesTest {

    private static final FigureRules RULES = new FigureRules();

    RaftCluster vault;
    DevPostgres database;

    @BeforeEach
    void start() throws IOException {
        vault = RaftCluster.single();
        database = DevPostgres.start();
        Flyway.configure().dataSource(database.dataSource()).load().migrate();
    }

    @AfterEach
    void stop() throws IOException {
        try (var last = database; var first = vault) {
        }
    }

    private static List<Finding> check(AlertRule rule) {
        return rule.check(rule.threshold().value());
    }

    @Test
    void aVaultThatTakesLongIsFound() {
        try (var watch = new RealWatch(List.of(vault.address(0)), vault.rootToken(), Clock.systemUTC())) {
            var rule = RULES.latency(RealMetrics.of(database.dataSource(), watch));
            // Its start may have been slow. A tick keeps its first row.
            await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
                JdbcClient.create(database.dataSource()).sql("delete from cluster_sample").update();
                watch.read();
                assertThat(check(rule)).isEmpty();
            });
            // It makes a key of many digits each time, which takes it some tenths of a second and more.
            vault.root(0).send("POST", "sys/mounts/transit", Map.of("type", "transit"));
            for (int i = 0; i < 4; i++) {
                assertThat(vault.root(0).send("POST", "transit/keys/slow-" + i, Map.of("type", "rsa-3072")).ok()).isTrue();
            }
            // A tick has one row: the next one is what counts.
            await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
                vault.root(0).send("POST", "transit/keys/again-" + System.nanoTime(), Map.of("type", "rsa-3072"));
                watch.read();
                assertThat(check(rule)).singleElement().extracting(Finding::text).asString().startsWith("One request in a hundred takes longer than ");
            });
        }
    }

    @Test
    void failuresAreFoundWhenThereAreManyAmongMany() throws Exception {
        var search = Searches.over(database.dataSource());
        for (int i = 0; i < 100; i++) {
            assertThat(vault.root(0).send("GET", "sys/mounts").ok()).isTrue();
        }
        assertThat(vault.root(0).send("POST", "sys/mounts/unknown", Map.of("type", "there-is-no-such-engine")).ok()).isFalse();
        ingest();
        assertThat(check(RULES.errorRate(search))).as("one of many").isEmpty();

        for (int i = 0; i < 30; i++) {
            assertThat(vault.root(0).send("POST", "sys/mounts/unknown", Map.of("type", "there-is-no-such-engine")).ok()).isFalse();
        }
        ingest();

        assertThat(check(RULES.errorRate(search))).singleElement().satisfies(found -> {
            assertThat(found.text()).matches("3\\d of \\d+ operations of the last five minutes failed\\.");
            assertThat(found.address()).isEqualTo("audit?outcome=failed");
        });
    }

    private void ingest() throws Exception {
        try (var lines = Files.lines(vault.auditLog(0))) {
            IngestedLog.ingest(database.dataSource(), "node-0", vault.auditLog(0), lines.count());
        }
    }
}
