package io.nija.vault.gateway;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import io.nija.vault.testing.DevRedis;
import io.nija.vault.testing.ProductionConsole;
import io.nija.vault.testing.RaftCluster;
import io.nija.vault.testing.SlowLine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Two gateways on three nodes of a Vault, of which the standbys lag behind: nobody gets what was replaced before they asked. */
class ClusterIT {

    private static final int ROUNDS = 9;
    private static final int CHANGES_A_ROUND = 6;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static Site site;
    static RaftCluster vault;

    @BeforeAll
    static void start() throws IOException {
        vault = RaftCluster.start();
        site = Site.around(vault);
    }

    @AfterAll
    static void stop() throws IOException {
        site.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void aReadThatBeginsAfterAChangeNeverGivesTheOlderState(boolean shared) throws Exception {
        vault.awaitComplete();
        int leader = vault.leader();
        try (var redis = shared ? DevRedis.start() : null;
                var line = SlowLine.to(vault.address((leader + 1) % 3), 20, Duration.ofMillis(300));
                var first = new ProductionConsole("cluster-1"); var second = new ProductionConsole("cluster-2")) {
            var third = vault.address((leader + 2) % 3);
            CompletableFuture.allOf(
                    inAThread(() -> first.start(site.settings(List.of(vault.address(leader), vault.address((leader + 1) % 3), third), redis))),
                    inAThread(() -> second.start(site.settings(List.of(line.address(), third, vault.address(leader)), redis)))).join();
            int before = site.cachedReads().size();
            var ofAlice = site.callers("alice-" + shared, first, second);
            var ofBob = site.callers("bob-" + shared, first, second);
            // What one gateway alone changes, the other one's memory hears of by the index only.
            var alice = new Keeper(ofAlice.subList(0, 1), ofAlice);
            var bob = new Keeper(ofBob, ofBob);
            var begun = Instant.now();

            try (var forgetting = redis == null ? null : redis.forgetAll(Duration.ofMillis(50))) {
                run(List.of(alice, bob), ROUNDS, new AtomicBoolean());
            }

            int cached = site.cachedReads().size() - before;
            System.out.printf("Shared cache: %b. %d changes, %d reads, %d of them from a cache, in %s.%n", shared,
                    alice.changes() + bob.changes(), alice.reads() + bob.reads(), cached,
                    Duration.between(begun, Instant.now()));
            assertThat(alice.older()).isEmpty();
            assertThat(bob.older()).isEmpty();
            assertThat(alice.failures()).isEmpty();
            assertThat(bob.failures()).isEmpty();
            assertThat(alice.changes() + bob.changes()).isEqualTo(2 * ROUNDS * CHANGES_A_ROUND);
            assertThat(cached).as("reads from a cache").isPositive();

            whileTheLeaderDies(leader, alice, bob);
        }
    }

    /** Calls may fail then, but nobody is told what is outdated, and it is over within seconds. */
    private static void whileTheLeaderDies(int leader, Keeper alice, Keeper bob) throws Exception {
        var end = new AtomicBoolean();
        int reads = alice.reads() + bob.reads();
        var run = inAThread(() -> run(List.of(alice, bob), Integer.MAX_VALUE, end));
        Thread.sleep(1000);
        var killed = Instant.now();
        vault.kill(leader);
        var elected = await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(vault::leader, now -> now != leader);
        var recovered = Instant.now();
        await().atMost(Duration.ofSeconds(60)).until(() -> vault.root(elected).isAlive() && recovered.isBefore(Instant.now().minusSeconds(3))
                && Stream.of(alice, bob).allMatch(keeper -> keeper.lastFailure().isBefore(Instant.now().minusSeconds(3))));
        end.set(true);
        run.join();
        vault.startAgain(leader);
        var last = alice.lastFailure().isAfter(bob.lastFailure()) ? alice.lastFailure() : bob.lastFailure();
        System.out.printf("The leader was killed: calls that failed, by status: %s and %s, the last after %s; %d reads.%n",
                alice.failures(), bob.failures(), Duration.between(killed, last), alice.reads() + bob.reads() - reads);
        assertThat(alice.older()).isEmpty();
        assertThat(bob.older()).isEmpty();
        assertThat(alice.failures().keySet()).isSubsetOf(503);
        assertThat(bob.failures().keySet()).isSubsetOf(503);
    }

    /** What the gateways would see without naming an index: so the test above can fail. */
    @Test
    void aStandbyThatIsAskedPlainlyGivesTheOlderStateAndRefusesChanges() throws Exception {
        vault.awaitComplete();
        int leader = vault.leader();
        var path = "secret/data/users/carol/kraken";
        var standby = vault.root((leader + 1) % 3);
        int older = 0;
        int refused = 0;
        for (int i = 0; i < 50; i++) {
            int version = vault.root(leader).send("POST", path, data(Map.of())).body().at("/data/version").asInt();
            older += standby.send("GET", path).body().at("/data/metadata/version").asInt() < version ? 1 : 0;
            version = vault.root(leader).send("POST", path, data(Map.of())).body().at("/data/version").asInt();
            refused += standby.send("POST", path, data(Map.of("cas", version))).ok() ? 0 : 1;
        }
        System.out.printf("A standby, asked plainly right after each of 50 changes: %d older states, %d changes refused.%n", older, refused);
        assertThat(older).isPositive();
        assertThat(refused).isPositive();
    }

    private static Map<String, Object> data(Map<String, Object> options) {
        return Map.of("data", Map.of("api_key", "key", "api_secret", "secret"), "options", options);
    }

    /** Such as that of a Vault which has been replaced behind the same address. */
    @Test
    void theIndexOfAnotherVaultDoesNoHarmAndTheAnswerTellsTheRightOne() throws Exception {
        vault.awaitComplete();
        int standby = (vault.leader() + 1) % 3;
        var another = "{\"cluster\":\"02293d5f-2628-bf7e-57fa-2e384299954d\",\"value\":\"4611686018427387903\"}";

        var plain = get(standby, null);
        var confused = get(standby, Base64.getEncoder().encodeToString(another.getBytes(StandardCharsets.UTF_8)));

        assertThat(confused.statusCode()).isEqualTo(plain.statusCode()).isEqualTo(200);
        assertThat(cluster(confused)).isEqualTo(cluster(plain)).isNotEmpty();
    }

    /** So a gateway knows the index before it reads for anybody. */
    @Test
    void eachLoginTellsTheIndexAlsoAtAStandby() throws Exception {
        vault.awaitComplete();
        for (int node = 0; node < 3; node++) {
            var login = HttpRequest.newBuilder(vault.address(node).resolve("/v1/auth/jwt/login"))
                    .POST(BodyPublishers.ofString("{\"role\":\"user-read\",\"jwt\":\"" + site.issuer().accessToken("dave") + "\"}"));

            assertThat(cluster(HTTP.send(login.build(), BodyHandlers.ofString()))).isNotEmpty();
        }
    }

    private static HttpResponse<String> get(int node, @Nullable String index) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(vault.address(node).resolve("/v1/secret/config")).header("X-Vault-Token", vault.rootToken());
        if (index != null) {
            request.header("X-Vault-Index", index).header("X-Vault-Inconsistent", "forward-active-node");
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static String cluster(HttpResponse<String> answer) {
        var index = answer.headers().firstValue("X-Vault-Index").map(Base64.getDecoder()::decode).orElseThrow();
        return new JsonMapper().readTree(index).at("/cluster").asString();
    }

    private static void run(List<Keeper> keepers, int rounds, AtomicBoolean end) {
        var runs = keepers.stream().map(keeper -> inAThread(() -> keeper.keepOn(rounds, end, 2)));
        CompletableFuture.allOf(runs.toArray(CompletableFuture<?>[]::new)).join();
    }

    private interface Task {

        void run() throws Exception;
    }

    private static CompletableFuture<Void> inAThread(Task task) {
        return CompletableFuture.runAsync(() -> {
            try {
                task.run();
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        }, work -> Thread.ofPlatform().start(work));
    }
}
