package io.nija.vault.deployment;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads and writes of a user's keys through the gateway, at a steady pace and without trying again, until it is closed. Each writer
 * counts: it rotates its own key to the next number, on condition that it is still the one that it knows. After an answer that got lost it asks the
 * vault itself what became of it, and so finds every write that was lost or done twice.
 */
final class GatewayLoad implements AutoCloseable {

    static final int READERS = 4;
    static final int WRITERS = 2;
    private static final Duration READ_PACE = Duration.ofMillis(130);
    private static final Duration WRITE_PACE = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JsonMapper JSON = new JsonMapper();

    enum Kind {
        READ, WRITE
    }

    /** A call that has ended, in nanoseconds of {@link System#nanoTime}. */
    record Outcome(Kind kind, long began, long ended, boolean success, String answer) {
    }

    /** What the vault itself says of a key. */
    record Truth(int version, String secret) {
    }

    /** Asks the vault past the gateway; its answer is null while it has none. */
    interface Vault {

        Truth ask(String broker);
    }

    private final WholeDeployment deployment;
    private final String user;
    private final Supplier<String> token;
    private final Vault vault;
    private final HttpClient client;
    private final Queue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean over;

    GatewayLoad(WholeDeployment deployment, String user, Supplier<String> token, Vault vault) {
        this.deployment = deployment;
        this.user = user;
        this.token = token;
        this.vault = vault;
        client = deployment.files().client();
    }

    void start() throws IOException, InterruptedException {
        for (int i = 0; i < READERS; i++) {
            var broker = "kraken--read" + i;
            send("store", body(broker, "steady"), null);
            threads.add(Thread.ofPlatform().start(() -> read(broker)));
        }
        for (int i = 0; i < WRITERS; i++) {
            var broker = "kraken--write" + i;
            send("store", body(broker, "0"), null);
            threads.add(Thread.ofPlatform().start(() -> write(broker)));
        }
    }

    /** What ended since then. */
    List<Outcome> since(long nanoTime) {
        return outcomes.stream().filter(outcome -> outcome.ended() >= nanoTime).toList();
    }

    /** Each write that was lost or done twice, in words. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    private void read(String broker) {
        paced(READ_PACE, () -> call(Kind.READ, "retrieve", Map.of("user_id", user, "broker", broker), null));
    }

    private void write(String broker) {
        var known = new Truth[] { truth(broker) };
        paced(WRITE_PACE, () -> {
            var now = known[0];
            var next = String.valueOf(Integer.parseInt(now.secret()) + 1);
            if (call(Kind.WRITE, "rotate", Map.of("user_id", user, "broker", broker, "new_api_key", "load", "new_api_secret", next), "\"" + now.version() + "\"")) {
                known[0] = new Truth(now.version() + 1, next);
                return;
            }
            var found = truth(broker);
            if (!found.equals(now) && !found.equals(new Truth(now.version() + 1, next))) {
                wrong.add("%s is %s where %s or its successor was expected".formatted(broker, found, now));
            }
            known[0] = found;
        });
        // An acknowledged write that is gone would be noticed by the next; the last has none.
        var last = truth(broker);
        if (!last.equals(known[0])) {
            wrong.add("%s ended as %s where %s was acknowledged".formatted(broker, last, known[0]));
        }
    }

    private Truth truth(String broker) {
        while (true) {
            var found = vault.ask(broker);
            if (found != null) {
                return found;
            }
            sleep(Duration.ofMillis(100));
        }
    }

    private void paced(Duration pace, Runnable call) {
        while (!over) {
            long began = System.nanoTime();
            call.run();
            sleep(pace.minusNanos(System.nanoTime() - began));
        }
    }

    private static void sleep(Duration duration) {
        try {
            Thread.sleep(duration.isNegative() ? Duration.ZERO : duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean call(Kind kind, String what, Map<String, String> body, String ifMatch) {
        long began = System.nanoTime();
        String answer;
        boolean success = false;
        try {
            var response = send(what, body, ifMatch);
            success = response.statusCode() == 200;
            answer = response.statusCode() + (success ? "" : " " + title(response.body()));
        } catch (IOException e) {
            answer = e.toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        outcomes.add(new Outcome(kind, began, System.nanoTime(), success, answer));
        return success;
    }

    private static String title(String problem) {
        return problem.startsWith("{") ? JSON.readTree(problem).path("detail").asString("") : problem.lines().findFirst().orElse("");
    }

    private HttpResponse<String> send(String what, Map<String, String> body, String ifMatch) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(deployment.files().console().resolve("v1/credentials/" + what)).timeout(PATIENCE)
                .header("Authorization", "Bearer " + token.get()).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)));
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private Map<String, String> body(String broker, String secret) {
        return Map.of("user_id", user, "broker", broker, "api_key", "load", "api_secret", secret);
    }

    /** What the vault's own answer to a read of a key says; null when it is none. */
    static Truth truth(JsonNode answer) {
        var version = answer.at("/data/metadata/version");
        return version.isIntegralNumber() ? new Truth(version.asInt(), answer.at("/data/data/api_secret").asString()) : null;
    }

    @Override
    public void close() throws InterruptedException {
        over = true;
        for (var thread : threads) {
            thread.join();
        }
    }
}
