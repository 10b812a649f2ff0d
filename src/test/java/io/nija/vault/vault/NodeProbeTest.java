package io.nija.vault.vault;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.nija.vault.testing.DevVault;
import io.nija.vault.testing.Loopback;
import io.nija.vault.vault.NodeAnswer.Problem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What each address answers, of real nodes and of those that fail. */
class NodeProbeTest {

    private static DevVault vault;

    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        vault = DevVault.start();
    }

    @AfterAll
    static void stop() throws IOException {
        vault.close();
    }

    @AfterEach
    void close() throws Exception {
        for (var one : open.reversed()) {
            one.close();
        }
    }

    private <T extends AutoCloseable> T keep(T one) {
        open.add(one);
        return one;
    }

    private NodeProbe probe(URI... nodes) {
        var properties = Settings.to(nodes);
        return keep(new NodeProbe(properties, keep(new NodeCalls(properties, keep(new VaultConnection(properties)))), Clock.systemUTC()));
    }

    /** Accepts connections, and never answers what is asked on them. */
    private URI silent() throws IOException {
        var listener = keep(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    @Test
    void aRealNodeSaysHowItIs() {
        var answer = probe(vault.address()).ask().getFirst();

        assertThat(answer.problem()).isNull();
        assertThat(answer.health().initialized()).isTrue();
        assertThat(answer.health().sealed()).isFalse();
        assertThat(answer.health().version()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(answer.health().clock()).isNotNull();
    }

    @Test
    void oneThatIsSealedSaysWhoHasToUnsealItAndHowFarTheyAre() throws IOException {
        var sealed = keep(DevVault.start());
        assertThat(sealed.root().send("POST", "sys/seal").ok()).isTrue();

        var health = probe(sealed.address()).ask().getFirst().health();

        assertThat(health.sealed()).isTrue();
        assertThat(health.active()).isFalse();
        assertThat(health.seal().byPeople()).isTrue();
        assertThat(health.seal()).isEqualTo(new NodeHealth.Seal("shamir", 1, 1, 0));
    }

    @Test
    void oneThatHangsHoldsUpNoOther() throws IOException {
        var probe = probe(silent(), vault.address(), silent(), Loopback.nobody());
        var started = System.nanoTime();

        var answers = probe.ask();

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));
        assertThat(answers).extracting(NodeAnswer::problem).containsExactly(Problem.TIMED_OUT, null, Problem.TIMED_OUT, Problem.REFUSED);
    }

    @Test
    void oneThatAnswersDropByDropIsNotWaitedForEither() throws IOException {
        var listener = keep(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        Thread.ofVirtual().start(() -> {
            try (var near = listener.accept()) {
                near.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{".getBytes());
                while (true) {
                    Thread.sleep(100);
                    near.getOutputStream().write(' ');
                }
            } catch (IOException | InterruptedException e) {
                // The other side is done with it.
            }
        });
        var started = System.nanoTime();

        var answers = probe(URI.create("http://127.0.0.1:" + listener.getLocalPort())).ask();

        assertThat(answers.getFirst().problem()).isEqualTo(Problem.TIMED_OUT);
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void whatIsNoVaultIsNotTakenForOne() throws IOException {
        var page = keep(Loopback.answering(200, "<html>It works!</html>"));
        var json = keep(Loopback.answering(200, "{\"status\": \"ok\"}"));

        assertThat(probe(page.address(), json.address()).ask()).extracting(NodeAnswer::problem).containsOnly(Problem.NOT_A_VAULT);
    }

    @Test
    void asksAllAgainAfterOneHung() throws IOException {
        var probe = probe(silent(), vault.address());
        for (int i = 0; i < 3; i++) {
            await().untilAsserted(() -> assertThat(probe.ask()).extracting(NodeAnswer::problem).containsExactly(Problem.TIMED_OUT, null));
        }
    }
}
