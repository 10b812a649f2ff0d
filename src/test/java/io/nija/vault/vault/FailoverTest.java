package io.nija.vault.vault;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.nija.vault.testing.DevVault;
import io.nija.vault.testing.Loopback;
import io.nija.vault.testing.Loopback.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestOperations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

class FailoverTest {

    private static final String SEALED = "{\"errors\":[\"Vault is sealed\"]}";

    private final List<AutoCloseable> open = new ArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void close() throws Exception {
        end.countDown();
        for (var one : open) {
            one.close();
        }
    }

    private Loopback server(int status, String body) throws IOException {
        return keep(Loopback.answering(status, body));
    }

    /** Takes a request and never answers it. */
    private Loopback silent() throws IOException {
        return keep(Loopback.answering(request -> {
            await(end);
            return new Reply(200, "{}");
        }));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private <T extends AutoCloseable> T keep(T server) {
        open.addFirst(server);
        return server;
    }

    private RestOperations client(URI... addresses) {
        return client(Settings.to(addresses));
    }

    private RestOperations impatient(URI... addresses) {
        return client(Settings.impatient(addresses));
    }

    private RestOperations client(VaultProperties properties) {
        return keep(new VaultConnection(properties)).withoutToken();
    }

    @Test
    void whatNobodyListensForGoesToTheNextAddressBeItAWrite() throws IOException {
        var second = server(200, "{}");
        var client = client(Loopback.nobody(), second.address());

        client.getForObject("secret/data/a", Map.class);
        client(Loopback.nobody(), second.address()).postForObject("secret/data/b", Map.of(), Map.class);

        assertThat(second.requests()).extracting(r -> r.method() + " " + r.path()).containsExactly("GET /v1/secret/data/a", "POST /v1/secret/data/b");
    }

    @Test
    void anUnknownHostIsPassedOver() throws IOException {
        var second = server(200, "{}");

        client(URI.create("http://vault.invalid:8200"), second.address()).postForObject("a", Map.of(), Map.class);

        assertThat(second.requests()).hasSize(1);
    }

    @Test
    void aStandbyThatKnowsOfNoActiveNodeIsPassedOverBeItForAWrite() throws IOException {
        var second = server(200, "{}");

        client(server(307, "").address(), second.address()).postForObject("a", Map.of(), Map.class);

        assertThat(second.requests()).hasSize(1);
    }

    @Test
    void noNodeThatAnswersMeansThatNothingWasDone() throws IOException {
        var client = client(server(307, "").address(), server(307, "").address());

        var failure = catchThrowable(() -> VaultSession.attempt(() -> client.postForObject("a", Map.of(), Map.class)));

        assertThat(failure).isInstanceOfSatisfying(VaultUnavailableException.class, e -> assertThat(e.perhapsDone()).isFalse());
    }

    @Test
    void whoAnsweredLastIsAskedFirst() throws IOException {
        var first = server(503, SEALED);
        var second = server(200, "{}");
        var client = client(first.address(), second.address());

        for (int i = 0; i < 3; i++) {
            client.getForObject("a", Map.class);
        }

        assertThat(first.requests()).hasSize(1);
        assertThat(second.requests()).hasSize(3);
    }

    @Test
    void aReadThatANodeCannotServeGoesToTheNext() throws IOException {
        var second = server(200, "{}");
        for (var method : List.of(HttpMethod.GET, HttpMethod.HEAD)) {
            client(server(503, SEALED).address(), second.address()).exchange("a", method, null, Map.class);
        }

        assertThat(second.requests()).extracting(Loopback.Request::method).containsExactly("GET", "HEAD");
    }

    @Test
    void aReadThatIsNotAnsweredInTimeGoesToTheNext() throws IOException {
        var second = server(200, "{}");

        impatient(silent().address(), second.address()).getForObject("a", Map.class);

        assertThat(second.requests()).hasSize(1);
    }

    @Test
    void aWriteThatMayHaveHappenedIsNeverRepeated() throws IOException {
        var second = server(200, "{}");
        for (var method : List.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE)) {
            var silent = silent();
            assertThatExceptionOfType(ResourceAccessException.class)
                    .isThrownBy(() -> impatient(silent.address(), second.address()).exchange("a", method, null, Map.class));
            assertThat(silent.requests()).as(method.name()).hasSize(1);

            var failing = server(503, SEALED);
            assertThatExceptionOfType(HttpServerErrorException.class)
                    .isThrownBy(() -> client(failing.address(), second.address()).exchange("a", method, null, Map.class));
            assertThat(failing.requests()).as(method.name()).hasSize(1);
        }

        assertThat(second.requests()).isEmpty();
    }

    @Test
    void afterAWriteThatWasNotAnsweredTheNextGoesElsewhere() throws IOException {
        var silent = silent();
        var second = server(200, "{}");
        var client = impatient(silent.address(), second.address());

        assertThatExceptionOfType(ResourceAccessException.class).isThrownBy(() -> client.postForObject("a", Map.of(), Map.class));
        client.postForObject("b", Map.of(), Map.class);

        assertThat(silent.requests()).hasSize(1);
        assertThat(second.requests()).extracting(Loopback.Request::path).containsExactly("/v1/b");
    }

    @Test
    void aRefusalIsAnAnswerAndGoesToNobodyElse() throws IOException {
        var second = server(200, "{}");

        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> client(server(403, "{}").address(), second.address()).getForObject("a", Map.class));

        assertThat(second.requests()).isEmpty();
    }

    /** The same answer from each node until a leader has been elected. */
    private Loopback electing(int status, long until) throws IOException {
        return keep(Loopback.answering(request -> System.nanoTime() < until ? new Reply(status, SEALED) : new Reply(200, "{}")));
    }

    @Test
    void whatMayBeRepeatedWaitsUntilALeaderIsElected() throws IOException {
        long elected = System.nanoTime() + Duration.ofSeconds(1).toNanos();

        client(electing(500, elected).address(), electing(503, elected).address()).getForObject("a", Map.class);

        assertThat(System.nanoTime()).isGreaterThan(elected);
    }

    @Test
    void aWriteThatNobodyTookWaitsLikewise() throws IOException {
        long elected = System.nanoTime() + Duration.ofSeconds(1).toNanos();
        var standby = electing(307, elected);

        client(standby.address(), Loopback.nobody()).postForObject("a", Map.of(), Map.class);

        assertThat(standby.requests()).hasSizeGreaterThan(1);
    }

    @Test
    void whenAnElectionWouldBeOverTheLastFailureIsToldAndToWhoComesLaterAtOnce() throws IOException {
        var first = server(503, SEALED);
        var second = server(500, "{}");
        var client = client(first.address(), second.address());

        assertThatExceptionOfType(HttpServerErrorException.class).isThrownBy(() -> client.getForObject("a", Map.class));
        int before = first.requests().size();
        assertThatExceptionOfType(HttpServerErrorException.class).isThrownBy(() -> client.getForObject("a", Map.class));

        assertThat(before).isGreaterThan(1);
        // The first asked from a moment before the silence began, so a moment of its time may be left; it was five seconds before.
        assertThat(first.requests()).hasSizeBetween(before + 1, before + 10);
    }

    /** A standby that knows of no active node answers so. */
    @Test
    void aRedirectIsNoAnswer() throws IOException {
        var first = server(307, "{}");
        var second = server(200, "{\"from\":\"second\"}");

        assertThatExceptionOfType(ResourceAccessException.class)
                .isThrownBy(() -> client(first.address()).exchange("a", HttpMethod.GET, null, Map.class))
                .withCauseInstanceOf(NoActiveNodeException.class);

        assertThat(first.requests()).hasSize(1);
        assertThat(client(first.address(), second.address()).getForObject("a", Map.class)).isEqualTo(Map.of("from", "second"));
    }

    /** All requests take one route, of which HTTP clients allow few connections by default. */
    @Test
    void thePoolIsAsLargeAsItIsSaidToBe() throws Exception {
        var all = new CountDownLatch(12);
        var server = keep(Loopback.answering(request -> {
            all.countDown();
            await(all);
            await(end);
            return new Reply(200, "{}");
        }));
        var client = client(new VaultProperties(List.of(server.address()), null, null, null, null, null, 12, Duration.ofSeconds(1), Duration.ofSeconds(20)));
        for (int i = 0; i < 12; i++) {
            Thread.ofVirtual().start(() -> catchThrowable(() -> client.getForObject("a", Map.class)));
        }

        assertThat(all.await(10, TimeUnit.SECONDS)).isTrue();
        assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> client.getForObject("one-too-many", Map.class))
                .satisfies(e -> assertThat(VaultErrors.translate(e)).isInstanceOfSatisfying(VaultUnavailableException.class,
                        unavailable -> assertThat(unavailable.status()).isEqualTo(VaultStatus.SLOW)));
        assertThat(server.requests()).extracting(Loopback.Request::path).doesNotContain("/v1/one-too-many");
    }

    @Test
    void theNamespaceIsSentWithEveryRequest() throws IOException {
        var server = server(200, "{}");

        client(Settings.with("team/nija", null, 4, server.address())).getForObject("a", Map.class);
        client(server.address()).getForObject("a", Map.class);

        assertThat(server.requests()).extracting(r -> r.headers().get("x-vault-namespace")).containsExactly("team/nija", null);
    }

    @Test
    void aRealVaultTakesOverFromOneThatHasDied() throws IOException {
        var survivor = keep(DevVault.start());
        var dying = DevVault.start();
        var client = client(dying.address(), survivor.address());
        var before = client.getForObject("sys/health", Map.class).get("cluster_id");
        dying.close();

        assertThat(client.getForObject("sys/health", Map.class).get("cluster_id")).isNotNull().isNotEqualTo(before);
    }
}
