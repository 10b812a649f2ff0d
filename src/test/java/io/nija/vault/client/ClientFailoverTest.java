package io.nija.vault.client;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.nija.vault.testing.Loopback;
import io.nija.vault.testing.Loopback.Reply;
import io.nija.vault.testing.Loopback.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Addresses of which some fail. What a real cluster does is in {@link ClientClusterTest}. */
class ClientFailoverTest {

    private static final Reply KEY = new Reply(200,
            "{\"data\":{\"data\":{\"api_key\":\"k\",\"api_secret\":\"s\"},\"metadata\":{\"version\":1},\"version\":2}}");
    private static final Reply SEALED = new Reply(503, "{\"errors\":[\"Vault is sealed\"]}");
    private static final Reply REDIRECT = new Reply(307, "");

    private final List<AutoCloseable> open = new ArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void close() throws Exception {
        end.countDown();
        for (var one : open) {
            one.close();
        }
    }

    /** Knows the token, and answers everything else like this. */
    private Loopback server(Function<Request, Reply> answers) throws IOException {
        var server = Loopback.answering(request -> request.path().contains("lookup-self") ? new Reply(200, "{\"data\":{\"ttl\":0}}") : answers.apply(request));
        open.addFirst(server);
        return server;
    }

    private Loopback good() throws IOException {
        return server(request -> KEY);
    }

    /** Takes a request and never answers it. */
    private Loopback silent() throws IOException {
        return server(request -> {
            await(end);
            return KEY;
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ApiKeyManagerBuilder settings(URI... addresses) {
        return ApiKeyManager.builder().addresses(Stream.of(addresses).map(URI::toString).collect(Collectors.joining(",")))
                .token("t").timeouts(Duration.ofSeconds(2), Duration.ofSeconds(20));
    }

    private ApiKeyManager client(URI... addresses) {
        return keep(settings(addresses).build());
    }

    /** For what never answers. */
    private ApiKeyManager impatient(URI... addresses) {
        return keep(settings(addresses).timeouts(Duration.ofSeconds(2), Duration.ofSeconds(1)).build());
    }

    private ApiKeyManager keep(ApiKeyManager client) {
        open.addFirst(client);
        return client;
    }

    private static List<String> asked(Loopback server) {
        return server.requests().stream().filter(request -> !request.path().contains("lookup-self")).map(Request::method).toList();
    }

    @Test
    void whatNobodyListensForGoesToTheNextAddressBeItAWrite() throws IOException {
        var second = good();

        client(Loopback.nobody(), second.address()).getUserApiKey("alice", "okx");
        client(URI.create("http://vault.invalid:8200"), second.address()).storeUserApiKey("alice", "okx", "k", "s");

        assertThat(asked(second)).containsExactly("GET", "POST");
    }

    @ParameterizedTest
    @ValueSource(ints = { 500, 502, 503, 307 })
    void aReadThatANodeCannotServeGoesToTheNext(int status) throws IOException {
        var second = good();

        assertThat(client(server(request -> new Reply(status, "<html>")).address(), second.address()).getUserApiKey("alice", "okx")).isPresent();

        assertThat(asked(second)).hasSize(1);
    }

    @Test
    void aReadThatIsNotAnsweredInTimeGoesToTheNext() throws IOException {
        var second = good();

        assertThat(impatient(silent().address(), second.address()).getUserApiKey("alice", "okx")).isPresent();

        assertThat(asked(second)).hasSize(1);
    }

    @Test
    void aWriteThatMayHaveHappenedIsNeverRepeated() throws IOException {
        var second = good();
        for (var failing : List.of(silent(), server(request -> SEALED), server(request -> new Reply(500, "{}")), server(request -> REDIRECT))) {
            assertThatExceptionOfType(VaultUnavailableException.class)
                    .isThrownBy(() -> impatient(failing.address(), second.address()).storeUserApiKey("alice", "okx", "k", "s"))
                    .matches(VaultUnavailableException::perhapsDone);
            assertThat(asked(failing)).hasSize(1);
        }

        assertThat(asked(second)).isEmpty();
    }

    @Test
    void afterAWriteThatFailedTheNextOneBeginsWithTheNextAddress() throws IOException {
        var second = good();
        var client = client(server(request -> SEALED).address(), second.address());
        catchThrowable(() -> client.storeUserApiKey("alice", "okx", "k", "s"));

        assertThat(client.storeUserApiKey("alice", "okx", "k", "s")).isEqualTo(2);
        assertThat(asked(second)).hasSize(1);
    }

    @Test
    void whoAnsweredLastIsAskedFirst() throws IOException {
        var first = server(request -> SEALED);
        var second = good();
        var client = client(first.address(), second.address());

        for (int i = 0; i < 3; i++) {
            client.getUserApiKey("alice", "okx");
        }

        assertThat(asked(first)).hasSize(1);
        assertThat(asked(second)).hasSize(3);
    }

    @Test
    void aRefusalIsAnAnswerAndGoesToNobodyElse() throws IOException {
        var second = good();

        assertThatExceptionOfType(VaultDeniedException.class)
                .isThrownBy(() -> client(server(request -> new Reply(403, "{}")).address(), second.address()).getUserApiKey("alice", "okx"));

        assertThat(asked(second)).isEmpty();
    }

    @Test
    void whenAllFailThatIsSaidAndNothingWasDone() throws IOException {
        var first = server(request -> SEALED);
        var second = server(request -> SEALED);

        assertThatExceptionOfType(VaultUnavailableException.class).isThrownBy(() -> client(first.address(), second.address()).getUserApiKey("alice", "okx"))
                .withMessageContaining("sealed").matches(e -> !e.perhapsDone());
        assertThatExceptionOfType(VaultUnavailableException.class).isThrownBy(() -> client(Loopback.nobody()).storeUserApiKey("alice", "okx", "k", "s"))
                .matches(e -> !e.perhapsDone());

        assertThat(asked(first)).hasSize(1);
        assertThat(asked(second)).hasSize(1);
    }

    @Test
    void aReadWaitsForTheEndOfAnElection() throws IOException {
        var count = new AtomicInteger();
        var electing = server(request -> count.incrementAndGet() < 4 ? REDIRECT : KEY);

        assertThat(client(electing.address()).getUserApiKey("alice", "okx")).isPresent();
        count.set(0);
        assertThat(client(electing.address(), Loopback.nobody()).getUserApiKey("alice", "okx")).isPresent();
        assertThatExceptionOfType(VaultUnavailableException.class)
                .isThrownBy(() -> impatient(server(request -> REDIRECT).address()).getUserApiKey("alice", "okx")).withMessageContaining("active node");
    }

    @Test
    void tooManyRequestsAreNotMadeMore() throws IOException {
        var second = good();

        assertThatExceptionOfType(VaultUnavailableException.class)
                .isThrownBy(() -> client(server(request -> new Reply(429, "")).address(), second.address()).storeUserApiKey("alice", "okx", "k", "s"))
                .matches(e -> !e.perhapsDone());

        assertThat(asked(second)).isEmpty();
    }

    @Test
    void anAnswerThatIsNotVaultsIsNotUnderstood() throws IOException {
        for (var body : List.of("<html>canary</html>", "{}", "[]", "{\"data\":{\"data\":null}}", "\"canary\"", "")) {
            assertThatExceptionOfType(VaultAnswerException.class).as(body)
                    .isThrownBy(() -> client(server(request -> new Reply(200, body)).address()).getUserApiKey("alice", "okx"))
                    .satisfies(e -> assertThat(e).hasNoCause().hasMessageNotContaining("canary"));
        }
    }

    @Test
    void thePoolHasALimitAndABatchKeepsToIt() throws IOException {
        var now = new AtomicInteger();
        var most = new AtomicInteger();
        var server = server(request -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            try {
                TimeUnit.MILLISECONDS.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            now.decrementAndGet();
            return KEY;
        });
        var client = keep(settings(server.address()).connections(5).build());

        var results = client.getUserApiKeys(IntStream.range(0, 50).mapToObj(i -> new KeyRequest("alice", "okx")).toList());

        assertThat(results).allMatch(result -> result.key().isPresent());
        assertThat(most).hasValue(5);
    }

    @Test
    void whoWaitsTooLongForAConnectionIsTold() throws Exception {
        var asked = new CountDownLatch(1);
        var busy = server(request -> {
            asked.countDown();
            await(end);
            return KEY;
        });
        var client = keep(settings(busy.address()).connections(1).timeouts(Duration.ofMillis(500), Duration.ofSeconds(2)).build());
        Thread.ofVirtual().start(() -> catchThrowable(() -> client.getUserApiKey("alice", "okx")));
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();

        // All wait as long for the connection as the one that has it waits for Vault: one of them may be in time.
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var failures = threads.invokeAll(Collections.<Callable<Throwable>>nCopies(4, () -> catchThrowable(() -> client.storeUserApiKey("alice", "okx", "k", "s"))))
                    .stream().map(Future::resultNow).toList();

            assertThat(failures).filteredOn(failure -> failure.getMessage().contains("in use")).hasSizeGreaterThanOrEqualTo(3)
                    .allSatisfy(failure -> assertThat(failure).isInstanceOfSatisfying(VaultUnavailableException.class,
                            unavailable -> assertThat(unavailable.perhapsDone()).isFalse()));
        }
    }

    @Test
    void anInterruptedCallEndsAndSaysSo() throws Exception {
        var client = client(silent().address());
        var caught = new ArrayList<Throwable>();
        var interrupted = new ArrayList<Boolean>();
        var thread = Thread.ofVirtual().start(() -> {
            caught.add(catchThrowable(() -> client.storeUserApiKey("alice", "okx", "k", "s")));
            interrupted.add(Thread.currentThread().isInterrupted());
        });
        TimeUnit.MILLISECONDS.sleep(200);
        thread.interrupt();
        thread.join();

        assertThat(caught.getFirst()).isInstanceOf(VaultUnavailableException.class).hasMessageContaining("Interrupted");
        assertThat(interrupted).containsExactly(true);
    }

    @Test
    void theNamespaceAndTheTokenAreSentAndNoIndexToAServerThatKnowsNone() throws IOException {
        var server = good();
        var client = keep(settings(server.address()).namespace("team/nija").build());

        client.getUserApiKey("alice", "okx");
        client.getUserApiKey("alice", "okx");

        assertThat(server.requests()).hasSize(3).allSatisfy(request -> assertThat(request.headers())
                .containsAllEntriesOf(Map.of("x-vault-namespace", "team/nija", "x-vault-token", "t"))
                .doesNotContainKeys("x-vault-index", "x-vault-inconsistent"));
    }

    @Test
    void eachCallHasANumberAndTheNextOneNamesThoseWithoutAnAnswer() throws IOException {
        var headers = new ArrayList<String>();
        var failures = new AtomicInteger(2);
        var server = server(request -> {
            headers.add(request.headers().get("x-nija-call").replaceFirst("^client-[0-9a-f]{16}\\.[0-9]+", ""));
            return headers.size() > 1 && failures.getAndDecrement() > 0 ? SEALED : KEY;
        });
        var client = client(server.address());

        for (int i = 0; i < 5; i++) {
            catchThrowable(() -> client.getUserApiKey("alice", "okx"));
        }

        assertThat(headers).hasSize(5).element(0).isEqualTo("");
        assertThat(headers.get(1)).isEmpty();
        assertThat(headers.get(2)).matches(" lost=[0-9]+");
        assertThat(headers.get(3)).matches(" lost=[0-9]+-[0-9]+");
        assertThat(headers.get(4)).isEmpty();
    }
}
