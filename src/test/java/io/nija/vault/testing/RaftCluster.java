package io.nija.vault.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.nija.vault.base.SecretValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.awaitility.Awaitility.await;

/**
 * Nodes of OpenBao that share a raft: real processes, each in its own directory, unsealing themselves. The audit
 * stanza is the same on each, as a standby could not take over otherwise. A leader that a busy machine keeps from
 * speaking for a second stays it.
 */
public final class RaftCluster implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final String SEAL_AND_AUDIT = """
            seal "static" {
              current_key_id = "1"
              current_key    = "file://%s"
            }

            audit "file" "file" {
              options {
                file_path = "audit.log"
              }
            }
            """;

    private record Node(URI address, Path home, Process process) {
    }

    private final int size;
    private final Path directory;
    private final List<Node> nodes = new ArrayList<>();
    private final Thread end = new Thread(this::killAll);
    private String rootToken = "";

    private RaftCluster(int size, Path directory) {
        this.size = size;
        this.directory = directory;
        Runtime.getRuntime().addShutdownHook(end);
    }

    /** Returns when all three vote and serve, with a KV engine at {@code secret} and nothing else. */
    public static RaftCluster start() throws IOException {
        return start(3);
    }

    /** The same with one node, for a test that needs what a real Vault writes down and no more. */
    public static RaftCluster single() throws IOException {
        return start(1);
    }

    private static RaftCluster start(int size) throws IOException {
        var cluster = new RaftCluster(size, Files.createTempDirectory("cluster"));
        try {
            cluster.startNodes();
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    private void startNodes() throws IOException {
        var sealKey = new byte[32];
        new SecureRandom().nextBytes(sealKey);
        add(sealKey);
        await().atMost(PATIENCE).ignoreExceptions().until(() -> root(0).send("GET", "sys/init").ok());
        rootToken = root(0).send("POST", "sys/init", Map.of("recovery_shares", 1, "recovery_threshold", 1)).body().at("/root_token").asString();
        for (int i = 1; i < size; i++) {
            add(sealKey);
        }
        awaitComplete();
        root(0).send("POST", "sys/mounts/secret", Map.of("type", "kv", "options", Map.of("version", "2")));
        await().atMost(PATIENCE).ignoreExceptions()
                .until(() -> IntStream.range(0, size).allMatch(node -> root(node).send("GET", "secret/config").ok()));
    }

    private void add(byte[] sealKey) throws IOException {
        int number = nodes.size();
        var home = Files.createDirectories(directory.resolve("node-" + number));
        Files.createDirectories(home.resolve("raft"));
        Files.write(home.resolve("seal.key"), sealKey);
        var address = URI.create("http://127.0.0.1:" + DevVault.freePort());
        var leader = number == 0 ? "" : "retry_join { leader_api_addr = \"" + address(0) + "\" }";
        Files.writeString(home.resolve("bao.hcl"), """
                ui           = false
                api_addr     = "http://127.0.0.1:%1$d"
                cluster_addr = "http://127.0.0.1:%2$d"

                storage "raft" {
                  path                   = "raft"
                  node_id                = "node-%3$d"
                  performance_multiplier = "3"
                  %4$s
                }

                listener "tcp" {
                  address          = "127.0.0.1:%1$d"
                  cluster_address  = "127.0.0.1:%2$d"
                  tls_disable      = true
                  max_request_size = 1048576
                }

                telemetry {
                  prometheus_retention_time = "24h"
                  disable_hostname          = true
                }

                """.formatted(address.getPort(), DevVault.freePort(), number, leader) + SEAL_AND_AUDIT.formatted("seal.key"));
        nodes.add(new Node(address, home, launch(home)));
    }

    private static Process launch(Path home) throws IOException {
        return new ProcessBuilder(Optional.ofNullable(System.getenv("VAULT_CONSOLE_BAO")).orElse("bao"), "server", "-config=bao.hcl")
                .directory(home.toFile()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(home.resolve("log").toFile())).start();
    }

    /** Until all nodes vote, and each of them serves. */
    public void awaitComplete() {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> IntStream.range(0, size).allMatch(node -> root(node).isAlive())
                && voters() == size);
    }

    private long voters() {
        var servers = root(leader()).send("GET", "sys/storage/raft/configuration").body().at("/data/config/servers");
        return servers.valueStream().filter(server -> server.path("voter").asBoolean()).count();
    }

    /** The node that is active now. */
    public int leader() {
        return IntStream.range(0, size).filter(node -> nodes.get(node).process().isAlive())
                .filter(node -> root(node).send("GET", "sys/leader").body().at("/is_self").asBoolean()).findFirst().orElseThrow();
    }

    /** Where this node writes down what it served. */
    public Path auditLog(int node) {
        return nodes.get(node).home().resolve("audit.log");
    }

    /** The seal's and the audit device's stanzas of the nodes, for a Vault elsewhere on this machine. */
    public String sealAndAudit() {
        return SEAL_AND_AUDIT.formatted(nodes.getFirst().home().resolve("seal.key"));
    }

    /** Takes a snapshot of the storage. @return the file */
    public Path snapshot(Path to) throws IOException {
        var request = HttpRequest.newBuilder(address(leader()).resolve("/v1/sys/storage/raft/snapshot")).header("X-Vault-Token", rootToken).build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.ofFile(to)).body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public URI address(int node) {
        return nodes.get(node).address();
    }

    public String rootToken() {
        return rootToken;
    }

    /** Another token that may do everything, for somebody who revokes it at the end. */
    public SecretValue newRootToken() {
        return SecretValue.of(root(0).send("POST", "auth/token/create", Map.of("policies", List.of("root")))
                .body().at("/auth/client_token").asString());
    }

    public VaultCaller root(int node) {
        return new VaultCaller(address(node), rootToken);
    }

    /** How many requests of a path this node answered itself. */
    public long served(int node, String path) throws IOException {
        return answers(node).filter(answer -> answer.at("/request/path").asString().equals(path)).count();
    }

    /** The ids of the requests that any node answered without an error. */
    public Set<String> requestIds() throws IOException {
        var ids = new HashSet<String>();
        for (int node = 0; node < size; node++) {
            answers(node).filter(answer -> answer.at("/error").asString("").isEmpty())
                    .forEach(answer -> ids.add(answer.at("/request/headers/x-request-id/0").asString("")));
        }
        return ids;
    }

    private Stream<JsonNode> answers(int node) throws IOException {
        return Files.readString(auditLog(node)).lines()
                .filter(line -> line.contains("\"type\":\"response\"")).map(JSON::readTree);
    }

    /** As {@code kill -9} does, and returns when it has ended. */
    public void kill(int node) {
        nodes.get(node).process().destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }

    /** Sends a signal by name, such as STOP, which has a node hang, and CONT. */
    public void signal(int node, String name) {
        try {
            new ProcessBuilder("kill", "-" + name, String.valueOf(nodes.get(node).process().pid())).start().onExit().join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With the data of its earlier life. */
    public void startAgain(int node) throws IOException {
        var dead = nodes.get(node);
        nodes.set(node, new Node(dead.address(), dead.home(), launch(dead.home())));
    }

    private void killAll() {
        IntStream.range(0, nodes.size()).forEach(this::kill);
    }

    @Override
    public void close() throws IOException {
        killAll();
        Runtime.getRuntime().removeShutdownHook(end);
        try (var files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
    }
}
