package io.nija.vault.client;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.nija.vault.testing.RaftCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import static org.assertj.core.api.Assertions.assertThat;

/** Three real nodes, of which the standbys answer by themselves and lag behind. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClientClusterTest {

    private static final int ROTATIONS = 100;

    static RaftCluster cluster;

    @BeforeAll
    static void start() throws IOException {
        cluster = RaftCluster.start();
    }

    @AfterAll
    static void stop() throws IOException {
        cluster.close();
    }

    private static ApiKeyManager through(int... nodes) {
        return settings(nodes).build();
    }

    private static ApiKeyManagerBuilder settings(int... nodes) {
        return ApiKeyManager.builder().token(cluster.rootToken())
                .addresses(IntStream.of(nodes).mapToObj(node -> cluster.address(node).toString()).collect(Collectors.joining(",")));
    }

    @Test
    void aReadSeesEachRotationThatHasReturnedWhicheverProcessAndNodeDidIt() throws IOException {
        try (var writer = through(0); var byStandby = through(1); var byOther = through(2)) {
            writer.storeUserApiKey("alice", "okx", "key-0", "secret");
            var clients = List.of(writer, byStandby, byOther);
            for (int i = 1; i <= ROTATIONS; i++) {
                clients.get(i % 3).rotateUserApiKey("alice", "okx", "key-" + i, "secret");
                for (var reader : clients) {
                    assertThat(reader.getUserApiKey("alice", "okx").orElseThrow().apiKey()).isEqualTo("key-" + i);
                }
            }
        }
        assertThat(staleReadsWithoutCare()).as("the standbys do lag, so this test can fail").isPositive();
        assertThat(cluster.served(0, "secret/data/users/alice/okx")).isGreaterThanOrEqualTo(ROTATIONS * 5);
    }

    /** The same by plain requests to a standby. */
    private static int staleReadsWithoutCare() {
        int stale = 0;
        try (var writer = through(0)) {
            for (int i = 0; i < ROTATIONS * 3; i++) {
                int version = writer.rotateUserApiKey("alice", "okx", "other-" + i, "secret");
                var seen = cluster.root(2).send("GET", "secret/data/users/alice/okx").body().at("/data/metadata/version").asInt();
                stale += seen < version ? 1 : 0;
            }
        }
        return stale;
    }

    /** A standby that does not know a version yet answers a check-and-set itself, or has nothing to delete. */
    @Test
    void aChangeByAStandbyRightAfterAnotherIsMadeToo() {
        int falseConflicts = 0;
        try (var writer = through(0); var byStandby = through(2)) {
            for (int i = 0; i < ROTATIONS; i++) {
                int version = writer.storeUserApiKey("bob", "okx", "key-" + i, "secret");
                var body = Map.of("data", Map.of("api_key", "plain", "api_secret", "plain"), "options", Map.of("cas", version));
                falseConflicts += cluster.root(2).send("POST", "secret/data/users/bob/okx", body).ok() ? 0 : 1;

                version = writer.storeUserApiKey("bob", "okx", "key-" + i, "secret");
                assertThat(byStandby.rotateUserApiKey("bob", "okx", "key-" + i, "secret-2")).isEqualTo(version + 1);
                assertThat(byStandby.revokeUserApiKey("bob", "okx")).isEqualTo(Revocation.EVERY_VERSION);
                assertThat(writer.getUserApiKey("bob", "okx")).isEmpty();
            }
        }
        assertThat(falseConflicts).as("plain requests that were refused wrongly, so this test can fail").isPositive();
    }

    @Test
    void aProcessThatHasJustBegunSeesItToo() {
        try (var writer = through(0)) {
            writer.storeUserApiKey("alice", "okx", "key-0", "secret");
            for (int i = 1; i <= 30; i++) {
                writer.rotateUserApiKey("alice", "okx", "key-" + i, "secret");
                try (var fresh = through(2)) {
                    assertThat(fresh.getUserApiKey("alice", "okx").orElseThrow().apiKey()).isEqualTo("key-" + i);
                }
            }
        }
    }

    @Test
    void aRevokedKeyIsGoneAtOnceWhicheverNodeIsAsked() {
        try (var writer = through(1); var reader = through(2)) {
            for (int i = 1; i <= 30; i++) {
                writer.storeUserApiKey("alice", "okx", "key-" + i, "secret");
                assertThat(reader.getUserApiKey("alice", "okx")).isPresent();
                writer.revokeUserApiKey("alice", "okx");
                assertThat(reader.getUserApiKey("alice", "okx")).isEmpty();
            }
        }
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void readsGoOnWhenTheActiveNodeDies() {
        // A machine that is busy with other tests may take longer than usual to elect.
        try (var client = settings(0, 1, 2).timeouts(Duration.ofSeconds(2), Duration.ofSeconds(30)).build()) {
            client.storeUserApiKey("carol", "okx", "key-0", "secret");
            cluster.kill(0);
            var end = Instant.now().plusSeconds(5);
            while (Instant.now().isBefore(end)) {
                assertThat(client.getUserApiKey("carol", "okx").orElseThrow().apiKey()).isEqualTo("key-0");
            }

            assertThat(client.rotateUserApiKey("carol", "okx", "key-1", "secret")).isEqualTo(2);
            assertThat(client.getUserApiKey("carol", "okx").orElseThrow().apiKey()).isEqualTo("key-1");
        }
    }
}
