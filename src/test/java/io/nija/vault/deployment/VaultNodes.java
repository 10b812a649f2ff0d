package io.nija.vault.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.nija.vault.testing.VaultCaller;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

import static org.awaitility.Awaitility.await;

/** The three nodes of a deployment, by number: 1, 2 and 3. */
final class VaultNodes implements AutoCloseable {

    static final List<Integer> ALL = List.of(1, 2, 3);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final class Node extends ServiceProcess {

        Node(Deployment deployment, int number, Map<String, String> addresses) throws IOException {
            super(deployment, "vault-" + number, join(addresses, listeners(deployment, number)));
        }

        private static Map<String, String> listeners(Deployment deployment, int number) {
            return Map.of("0.0.0.0:8200", here(deployment, number, 8200), "localhost:8200", here(deployment, number, 8200), "0.0.0.0:8201", here(deployment, number, 8201),
                    "0.0.0.0:8202", here(deployment, number, 8202), "127.0.0.1:8203", here(deployment, number, 8203),
                    "127.0.0.1:8209", here(deployment, number, 8209), "127.0.0.1:8210", here(deployment, number, 8210));
        }

        private static Map<String, String> join(Map<String, String> some, Map<String, String> more) {
            var all = new HashMap<>(some);
            all.putAll(more);
            return all;
        }

        private static String here(Deployment deployment, int number, int port) {
            return "127.0.0.1:" + deployment.port("vault-" + number + ":" + port);
        }

        private boolean isHealthy() {
            var program = Path.of(environment().get("VAULT_PROGRAM"));
            var check = new ProcessBuilder(inside("/vault/configuration/health").toString());
            check.environment().putAll(environment());
            // Where the container has it.
            check.environment().put("PATH", program.getParent() + ":" + check.environment().get("PATH"));
            try {
                return check.start().onExit().join().exitValue() == 0;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        Map<String, String> environment() {
            var environment = super.environment();
            environment.put("VAULT_PROGRAM", Optional.ofNullable(System.getenv("VAULT_CONSOLE_BAO")).orElse("bao"));
            return environment;
        }
    }

    private final Deployment deployment;
    private final HttpClient client;
    private final List<Node> nodes = new ArrayList<>();
    private String rootToken = "";
    private @Nullable Process emergency;

    VaultNodes(Deployment deployment) throws IOException {
        this(deployment, Map.of());
    }

    /** @param addresses in their files that are no service's of the deployment, and what takes their place */
    VaultNodes(Deployment deployment, Map<String, String> addresses) throws IOException {
        this.deployment = deployment;
        client = deployment.client();
        for (int number : ALL) {
            nodes.add(new Node(deployment, number, addresses));
        }
    }

    /** Starts all, initialises the first as an operator does, and returns when each serves. */
    void startAndInitialise() throws IOException {
        for (var node : nodes) {
            node.start();
        }
        awaitAnswer();
        rootToken = root(1).send("POST", "sys/init", Map.of("recovery_shares", 1, "recovery_threshold", 1)).body().at("/root_token").asString();
        awaitAll();
    }

    /** Until they can be initialised. */
    void awaitAnswer() {
        try {
            await().atMost(PATIENCE).ignoreExceptions().until(() -> ALL.stream().allMatch(number -> root(number).send("GET", "sys/init").ok()));
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(node(1).lastWords(), e);
        }
    }

    /** Those who were initialised by somebody else, by a token that may do everything for as long as a command runs. */
    void use(String token, Process command) {
        rootToken = token;
        emergency = command;
    }

    /** Until one node leads and the others stand by, and with raft all three vote. */
    void awaitAll() {
        try {
            await().atMost(PATIENCE).ignoreExceptions().until(() -> ALL.stream().allMatch(node -> root(node).isAlive()) && allVote());
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(ALL.stream().map(number -> "node " + number + ": " + node(number).lastWords()).collect(Collectors.joining("\n")), e);
        }
    }

    private boolean allVote() {
        var answer = root(leader()).send("GET", "sys/storage/raft/configuration");
        return !answer.ok() || answer.body().at("/data/config/servers").valueStream().filter(server -> server.path("voter").asBoolean()).count() == ALL.size();
    }

    /** The node that is active now. */
    int leader() {
        return ALL.stream().filter(number -> node(number).isAlive())
                .filter(number -> root(number).send("GET", "sys/leader").body().at("/is_self").asBoolean()).findFirst().orElseThrow();
    }

    /** Until a node leads that is not this one. */
    int awaitLeaderOtherThan(int old, Duration patience) {
        return await().atMost(patience).ignoreExceptions().until(this::leader, leader -> leader != old);
    }

    URI address(int number) {
        return URI.create("https://localhost:" + deployment.port("vault-" + number + ":8200"));
    }

    VaultCaller root(int number) {
        return new VaultCaller(address(number), rootToken, client);
    }

    String rootToken() {
        return rootToken;
    }

    /** As the engine asks it from time to time, by the file's own health check. */
    boolean isHealthy(int number) {
        return nodes.get(number - 1).isHealthy();
    }

    /** To stop, kill, suspend and start it again. */
    ServiceProcess node(int number) {
        return nodes.get(number - 1);
    }

    Path auditLog(int number) {
        return deployment.directory().resolve(".data").resolve("vault-" + number).resolve("audit").resolve("audit.log");
    }

    @Override
    public void close() {
        if (emergency != null) {
            emergency.destroy();
            emergency.onExit().join();
        }
        IntStream.range(0, nodes.size()).forEach(index -> nodes.get(index).close());
    }
}
