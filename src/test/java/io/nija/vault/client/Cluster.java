package io.nija.vault.client;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.nija.vault.testing.DevVault;
import io.nija.vault.testing.VaultCaller;

import static org.awaitility.Awaitility.await;

/** Three nodes of OpenBao that share a raft: real processes, each in its own directory, unsealing themselves. */
final class Cluster implements AutoCloseable {

    private record Node(URI address, Path directory, Process process) {
    }

    private final Path directory;
    private final List<Node> nodes = new ArrayList<>();
    private final String rootToken;

    private Cluster(Path directory) throws IOException {
        this.directory = directory;
        var key = new byte[32];
        new SecureRandom().nextBytes(key);
        int leaderPort = DevVault.freePort();
        nodes.add(start(0, leaderPort, leaderPort, key));
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> caller(0, "").send("GET", "sys/init").ok());
        rootToken = caller(0, "").send("POST", "sys/init", Map.of("recovery_shares", 1, "recovery_threshold", 1))
                .body().at("/root_token").asString();
        for (int i = 1; i < 3; i++) {
            nodes.add(start(i, DevVault.freePort(), leaderPort, key));
        }
    }

    static Cluster start() throws IOException {
        var cluster = new Cluster(Files.createTempDirectory("cluster"));
        try {
            await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(cluster::isComplete);
            cluster.root(0).send("POST", "sys/mounts/secret", Map.of("type", "kv", "options", Map.of("version", "2")));
            await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> cluster.root(2).send("GET", "secret/config").ok());
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    private Node start(int number, int port, int leaderPort, byte[] key) throws IOException {
        var home = Files.createDirectories(directory.resolve("node-" + number));
        Files.createDirectories(home.resolve("raft"));
        Files.write(home.resolve("seal.key"), key);
        Files.writeString(home.resolve("bao.hcl"), """
                api_addr     = "http://127.0.0.1:%1$d"
                cluster_addr = "http://127.0.0.1:%2$d"
                storage "raft" {
                  path                   = "raft"
                  node_id                = "node-%3$d"
                  performance_multiplier = "1"
                  %4$s
                }
                listener "tcp" {
                  address         = "127.0.0.1:%1$d"
                  cluster_address = "127.0.0.1:%2$d"
                  tls_disable     = true
                }
                seal "static" {
                  current_key_id = "1"
                  current_key    = "file://seal.key"
                }
                audit "file" "file" {
                  options {
                    file_path = "audit.log"
                  }
                }
                """.formatted(port, DevVault.freePort(), number,
                number == 0 ? "" : "retry_join { leader_api_addr = \"http://127.0.0.1:" + leaderPort + "\" }"));
        var process = new ProcessBuilder(Optional.ofNullable(System.getenv("VAULT_CONSOLE_BAO")).orElse("bao"), "server", "-config=bao.hcl")
                .directory(home.toFile()).redirectErrorStream(true).redirectOutput(home.resolve("log").toFile()).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new Node(URI.create("http://127.0.0.1:" + port), home, process);
    }

    /** Three voters, and each of them serves. */
    private boolean isComplete() {
        var servers = root(0).send("GET", "sys/storage/raft/configuration").body().at("/data/config/servers");
        int voters = 0;
        for (var server : servers) {
            voters += server.path("voter").asBoolean() ? 1 : 0;
        }
        return voters == 3 && root(1).isAlive() && root(2).isAlive();
    }

    URI address(int node) {
        return nodes.get(node).address();
    }

    String rootToken() {
        return rootToken;
    }

    private VaultCaller caller(int node, String token) {
        return new VaultCaller(address(node), token);
    }

    VaultCaller root(int node) {
        return caller(node, rootToken);
    }

    /** How many requests of a path this node answered itself. */
    long served(int node, String path) throws IOException {
        return Files.readString(nodes.get(node).directory().resolve("audit.log")).lines()
                .filter(line -> line.contains("\"type\":\"response\"") && line.contains("\"path\":\"" + path + "\"")).count();
    }

    void kill(int node) {
        nodes.get(node).process().destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() throws IOException {
        nodes.forEach(node -> node.process().destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join());
        try (var files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
    }
}
