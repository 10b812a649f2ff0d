package io.nija.vault.alerts.watch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.nija.vault.audit.ingest.RunningReader;
import io.nija.vault.testing.DevPostgres;
import io.nija.vault.testing.RaftCluster;
import io.nija.vault.testing.VaultCaller;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.awaitility.Awaitility.await;

/** A real server, its audit log as it is read into a real database, and people and programs who use the one. */
final class WatchedVault implements AutoCloseable {

    static final String SOURCE = "node-0";

    private static final JsonMapper JSON = new JsonMapper();

    final RaftCluster vault;
    final DevPostgres postgres;
    private final RunningReader reader;

    WatchedVault() throws IOException {
        vault = RaftCluster.single();
        postgres = DevPostgres.start();
        Flyway.configure().dataSource(postgres.dataSource()).load().migrate();
        reader = RunningReader.start(postgres.dataSource(), SOURCE, vault.auditLog(0));
        policy("user", "path \"secret/data/users/*\" { capabilities = [\"create\", \"read\", \"update\"] }");
        policy("backup", "path \"sys/storage/raft/snapshot\" { capabilities = [\"read\"] }");
        root("POST", "sys/auth/approle", Map.of("type", "approle"));
        root("POST", "sys/auth/userpass", Map.of("type", "userpass"));
    }

    private void policy(String name, String rules) {
        root("PUT", "sys/policies/acl/" + name, Map.of("policy", rules));
    }

    JsonNode root(String method, String path, Object body) {
        var answer = vault.root(0).send(method, path, body);
        if (!answer.ok()) {
            throw new IllegalStateException(answer.toString());
        }
        return answer.body();
    }

    /** Somebody who has signed in by an AppRole. */
    String program(String role, String policy) {
        root("POST", "auth/approle/role/" + role, Map.of("token_policies", List.of(policy)));
        var roleId = root("GET", "auth/approle/role/" + role + "/role-id", Map.of()).at("/data/role_id").asString();
        var secretId = root("POST", "auth/approle/role/" + role + "/secret-id", Map.of()).at("/data/secret_id").asString();
        return VaultCaller.byAppRole(vault.address(0), roleId, secretId).token();
    }

    /** A request from an address of this machine. @return the status */
    int send(String from, String token, String method, String path, Map<String, ?> body) {
        try (var http = HttpClient.newBuilder().localAddress(InetAddress.ofLiteral(from)).build()) {
            var request = HttpRequest.newBuilder(URI.create(vault.address(0) + "/v1/" + path)).header("X-Vault-Token", token)
                    .method(method, method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString(JSON.writeValueAsString(body))).build();
            return http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    void store(String user, String key) {
        root("POST", "secret/data/users/" + user + "/" + key, Map.of("data", Map.of("api_key", "k")));
    }

    JdbcClient database() {
        return JdbcClient.create(postgres.dataSource());
    }

    /** Until all that was done up to now is on record. */
    void awaitRead() {
        var mark = "sys/policies/acl/mark-" + System.nanoTime();
        vault.root(0).send("GET", mark);
        await().atMost(Duration.ofSeconds(30)).until(() -> database().sql("select exists (select from audit_path where path = ?)").param(mark)
                .query(Boolean.class).single());
    }

    @Override
    public void close() throws IOException {
        try (var first = postgres; var second = vault) {
            reader.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
