package io.nija.vault.deployment;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;

import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** Three nodes as docker/compose.yaml starts them: on raft, with TLS 1.3, the static seal and an audit file each. */
class RaftDeploymentIT {

    static Deployment deployment;
    static VaultNodes nodes;

    @BeforeAll
    static void start() throws IOException {
        deployment = Deployment.make(Map.of());
        nodes = new VaultNodes(deployment);
        nodes.startAndInitialise();
        assertThat(nodes.root(nodes.leader()).send("POST", "sys/mounts/secret", Map.of("type", "kv", "options", Map.of("version", "2"))).ok()).isTrue();
        await().until(() -> VaultNodes.ALL.stream().allMatch(node -> nodes.root(node).send("GET", "secret/config").ok()));
    }

    @AfterAll
    static void stop() throws IOException {
        try (var second = deployment; var first = nodes) {
        }
    }

    @BeforeEach
    void allServe() {
        nodes.awaitAll();
    }

    @Test
    void eachNodeSpeaksTls13AndNothingOlder() throws IOException {
        var trust = deployment.trust();
        for (int node : VaultNodes.ALL) {
            int port = nodes.address(node).getPort();
            assertThat(Tls.of(trust, port, "TLSv1.3").protocol()).isEqualTo("TLSv1.3");
            assertThatExceptionOfType(SSLException.class).isThrownBy(() -> Tls.of(trust, port, "TLSv1.2"));
        }
    }

    @Test
    void figuresAreWithoutATokenWhereThereIsNothingElse() throws Exception {
        try (var client = deployment.client()) {
            for (int node : VaultNodes.ALL) {
                var figures = URI.create("https://localhost:" + deployment.port("vault-" + node + ":8202"));
                var metrics = get(client, figures.resolve("/v1/sys/metrics?format=prometheus"));
                assertThat(metrics.statusCode()).isEqualTo(200);
                assertThat(metrics.body()).contains("vault_core_unsealed");
                assertThat(get(client, figures.resolve("/v1/sys/health")).statusCode()).isEqualTo(404);
                assertThat(get(client, nodes.address(node).resolve("/v1/sys/metrics")).statusCode()).isBetween(400, 403);
            }
        }
    }

    private static HttpResponse<String> get(HttpClient client, URI address) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(10)).build(), BodyHandlers.ofString());
    }

    @Test
    void eachNodeWritesDownWhatItServed() {
        for (int node : VaultNodes.ALL) {
            var path = "secret/data/of-node-" + node;
            nodes.root(node).send("GET", path);
            await().untilAsserted(() -> assertThat(nodes.auditLog(node)).content().contains(path));
        }
    }

    @Test
    void aRequestThatIsTooLargeIsRefused() {
        var answer = nodes.root(1).send("POST", "secret/data/large", Map.of("data", Map.of("value", "x".repeat(1_100_000))));

        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void anotherNodeLeadsWhenTheLeaderIsKilledAndNothingIsLost() throws IOException {
        int leader = nodes.leader();
        assertThat(nodes.root(leader).send("POST", "secret/data/kept", Map.of("data", Map.of("value", "before"))).ok()).isTrue();
        assertThat(nodes.isHealthy(leader)).isTrue();
        nodes.node(leader).kill();
        assertThat(nodes.isHealthy(leader)).isFalse();

        int next = nodes.awaitLeaderOtherThan(leader, Duration.ofSeconds(30));

        await().untilAsserted(() -> assertThat(nodes.root(next).send("GET", "secret/data/kept").body()
                .at("/data/data/value").asString()).isEqualTo("before"));
        nodes.node(leader).start();
        nodes.awaitAll();
    }

    @Test
    void newCertificatesAreTakenUpWhileRequestsGoOn() throws Exception {
        var trust = deployment.trust();
        var old = Tls.of(trust, nodes.address(1).getPort(), "TLSv1.3").certificate();
        var callers = VaultNodes.ALL.stream().<Callable<Integer>>map(node -> () -> statusOnANewConnection(node)).toList();
        try (var traffic = new Traffic(callers)) {
            var certificates = deployment.directory().resolve(".secrets/certificates").toString();
            assertThat(Deployment.run(Path.of("").toAbsolutePath(), ComposeFile.FOLDER.resolve("certificates").toString(), certificates,
                    "--renew", "vault-1", "vault-2", "vault-3")).contains("renewed");
            VaultNodes.ALL.forEach(node -> nodes.node(node).signal("HUP"));

            await().until(() -> {
                for (int node : VaultNodes.ALL) {
                    if (Tls.of(trust, nodes.address(node).getPort(), "TLSv1.3").certificate().getNotBefore().toInstant()
                            .isBefore(old.getNotBefore().toInstant().plus(Duration.ofSeconds(1)))) {
                        return false;
                    }
                }
                return true;
            });
            int soFar = traffic.requests();
            await().until(() -> traffic.requests() > soFar + 50);
            assertThat(traffic.failures()).isEmpty();
        }
    }

    /** A connection that is open already would go on with the certificate that it was opened with. */
    private static int statusOnANewConnection(int node) throws IOException, InterruptedException {
        try (var client = deployment.client()) {
            var request = HttpRequest.newBuilder(nodes.address(node).resolve("/v1/auth/token/lookup-self"))
                    .header("X-Vault-Token", nodes.rootToken()).timeout(Duration.ofSeconds(10)).build();
            return client.send(request, BodyHandlers.discarding()).statusCode();
        }
    }
}
