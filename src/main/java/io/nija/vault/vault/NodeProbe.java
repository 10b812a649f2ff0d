package io.nija.vault.vault;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLException;

import io.nija.vault.vault.NodeAnswer.Problem;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks every configured address by itself how the node there is: all at once, so that one that hangs does not hold up the
 * others, and none for longer than a second. Nothing of it needs a token, and Vault records none of it.
 */
@Component
public class NodeProbe implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final List<URI> addresses;
    private final NodeCalls calls;
    private final Clock clock;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @Autowired
    NodeProbe(VaultProperties properties, NodeCalls calls) {
        this(properties, calls, Clock.systemUTC());
    }

    NodeProbe(VaultProperties properties, NodeCalls calls, Clock clock) {
        addresses = List.copyOf(properties.addr());
        this.calls = calls;
        this.clock = clock;
    }

    /** In the order of the settings. */
    public List<URI> addresses() {
        return addresses;
    }

    /** An answer for each address, in that order, after a second at the latest. */
    public List<NodeAnswer> ask() {
        var started = clock.instant();
        var running = addresses.stream().map(address -> threads.submit(() -> ask(address))).toList();
        long deadline = System.nanoTime() + NodeCalls.PATIENCE.toNanos();
        var answers = new ArrayList<NodeAnswer>();
        for (int i = 0; i < addresses.size(); i++) {
            answers.add(await(running.get(i), deadline, addresses.get(i), started));
        }
        return answers;
    }

    private static NodeAnswer await(Future<NodeAnswer> answer, long deadline, URI address, Instant started) {
        try {
            return answer.get(Math.max(deadline - System.nanoTime(), 0), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            // Told by the answer that follows.
        }
        answer.cancel(true);
        return new NodeAnswer(address, started, NodeCalls.PATIENCE, null, Problem.TIMED_OUT);
    }

    private NodeAnswer ask(URI address) {
        var at = clock.instant();
        long started = System.nanoTime();
        NodeHealth health = null;
        Problem problem = null;
        var took = Duration.ZERO;
        try {
            var state = JSON.readTree(calls.get(address, "sys/health", null).text());
            took = Duration.ofNanos(System.nanoTime() - started);
            var seal = JSON.readTree(calls.get(address, "sys/seal-status", null).text());
            health = health(state, seal, JSON.readTree(calls.get(address, "sys/leader", null).text()));
        } catch (IOException e) {
            problem = problem(e);
        } catch (JacksonException | DateTimeException | IllegalArgumentException e) {
            problem = Problem.NOT_A_VAULT;
        }
        return new NodeAnswer(address, at, took, health, problem);
    }

    private static NodeHealth health(JsonNode state, JsonNode seal, JsonNode leader) {
        if (!state.path("sealed").isBoolean() || !seal.path("type").isString()) {
            throw new IllegalArgumentException("These are not the answers of a Vault");
        }
        var clock = state.path("server_time_utc");
        var known = leader.path("leader_address").asString("");
        return new NodeHealth(state.path("initialized").asBoolean(), state.path("sealed").asBoolean(), state.path("version").asString(""),
                text(seal.path("cluster_id")),
                new NodeHealth.Seal(seal.path("type").asString(), seal.path("t").asInt(), seal.path("n").asInt(), seal.path("progress").asInt()),
                seal.path("storage_type").asString(""), clock.isIntegralNumber() ? Instant.ofEpochSecond(clock.asLong()) : null,
                leader.path("is_self").asBoolean(false), since(leader), known.isEmpty() ? null : known,
                index(leader.path("raft_committed_index")), index(leader.path("raft_applied_index")));
    }

    private static @Nullable Instant since(JsonNode leader) {
        var since = text(leader.path("active_time"));
        // Go's zero, of a node that does not lead.
        return since == null || since.startsWith("0001-") ? null : Instant.parse(since);
    }

    private static @Nullable String text(JsonNode node) {
        return node.isString() && !node.asString().isEmpty() ? node.asString() : null;
    }

    private static @Nullable Long index(JsonNode node) {
        return node.isIntegralNumber() ? node.asLong() : null;
    }

    private static Problem problem(IOException failure) {
        if (failure instanceof SSLException) {
            return Problem.UNTRUSTED;
        }
        boolean late = failure instanceof SocketTimeoutException || failure instanceof ConnectTimeoutException
                || failure instanceof ConnectionRequestTimeoutException || failure instanceof InterruptedIOException;
        return late ? Problem.TIMED_OUT : Problem.REFUSED;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
