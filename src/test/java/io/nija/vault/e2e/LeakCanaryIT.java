package io.nija.vault.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.options.HarContentPolicy;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** Values go in and are looked at as people do it; then everything that keeps anything is searched for them. */
@EndToEnd(ownConsole = true)
class LeakCanaryIT {

    private static final Path PLACE = Path.of("target", "e2e").toAbsolutePath();

    /** They end after 30 seconds, and those that are not in use are looked at every 10. */
    private static final Duration LIFE_OF_CONNECTIONS = Duration.ofSeconds(50);

    private final TestKey added = TestKey.named("canary");
    private final TestKey rotated = added.next();
    private final Canary canary = new Canary(Map.of("the key added", added.apiKey(), "the secret added", added.privateKey(),
            "the key rotated to", rotated.apiKey(), "the secret rotated to", rotated.privateKey()));
    private final List<String> messages = new ArrayList<>();

    @Test
    void noValueStaysAnywhereButInTheVault(Visits visits, ConsoleProcess console) throws Exception {
        var softly = new SoftAssertions();
        var profile = Files.createTempDirectory(PLACE, "profile-");
        var traffic = PLACE.resolve("canary.har");
        var browser = visits.browsers().withProfile(profile, new BrowserType.LaunchPersistentContextOptions()
                .setPermissions(List.of("clipboard-read", "clipboard-write")).setRecordHarPath(traffic).setRecordHarContent(HarContentPolicy.EMBED));
        var alice = visits.visitor(browser);
        alice.page().onConsoleMessage(message -> messages.add(message.text()));
        alice.page().onWebSocket(socket -> {
            socket.onFrameReceived(frame -> messages.add(String.valueOf(frame.text())));
            socket.onFrameSent(frame -> messages.add(String.valueOf(frame.text())));
        });
        alice.signIn("alice");
        putValuesInAndLookAtThem(alice);

        softly.assertThat(canary.findIn(String.join("\n", messages))).as("console messages and pushes").isEmpty();
        softly.assertThat(canary.findIn(storage(browser, alice))).as("cookies and storage").isEmpty();
        useBuffersAnew(visits, "long");
        softly.assertThat(leftInHeap(console, "signed-in")).as("the heap while she is signed in").isEmpty();
        alice.signOut();
        useBuffersAnew(visits, "longer");
        softly.assertThat(leftInHeap(console, "signed-out")).as("the heap after she signed out").isEmpty();

        browser.close();
        checkTraffic(softly, traffic);
        softly.assertThat(canary.findIn(profile)).as("the browser's profile, HTTP cache included").isEmpty();
        console.stop("TERM");
        softly.assertThat(console.processes()).as("processes left behind").isEmpty();
        assertThat(console.directory().resolve("vault/raft/vault.db")).exists();
        softly.assertThat(canary.findIn(console.directory())).as("the vault's files, the database's files and all logs").isEmpty();
        softly.assertThat(canary.findIn(console.output())).as("what the console printed").isEmpty();
        softly.assertAll();
    }

    private void putValuesInAndLookAtThem(Visitor alice) {
        alice.addKey(added);
        assertThat(alice.show("Private Key")).isEqualTo(added.privateKey());
        alice.button("Hide Private Key").click();
        alice.rotate(rotated);
        assertThat(alice.show("Private Key")).isEqualTo(rotated.privateKey());
        alice.button("Hide Private Key").click();
        alice.button("Copy API Key").click();
        assertThat(alice.page().getByText("Copied.")).isVisible();
        alice.button("Compare version 1").click();
        assertThat(alice.dialog().getByText("Changed").first()).isVisible();
        alice.confirm("Close");
    }

    private static String storage(BrowserContext browser, Visitor visitor) {
        return browser.storageState() + visitor.page().evaluate("JSON.stringify(sessionStorage) + JSON.stringify(localStorage)");
    }

    /**
     * The web server and Vaadin's JSON parser use their buffers again and again without wiping them, so a value stays in
     * one until the next use is as long. Somebody else's long key, added and read, is such a use.
     */
    private static void useBuffersAnew(Visits visits, String name) {
        var bob = visits.signIn("bob");
        var lengthy = new TestKey(name, TestKey.random(8_000), TestKey.random(16_000));
        bob.addKey(lengthy);
        assertThat(bob.show("Private Key")).isEqualTo(lengthy.privateKey());
        var next = new TestKey(name, TestKey.random(8_000), TestKey.random(16_000));
        bob.rotate(next);
        assertThat(bob.show("Private Key")).isEqualTo(next.privateKey());
    }

    /** What is still there when all connections to Vault are others, as their buffers are not wiped either. */
    private List<String> leftInHeap(ConsoleProcess console, String name) throws IOException, InterruptedException {
        var end = Instant.now().plus(LIFE_OF_CONNECTIONS);
        while (true) {
            boolean last = Instant.now().isAfter(end);
            var left = canary.findIn(heap(console, name));
            if (left.isEmpty() || last) {
                return left;
            }
            Thread.sleep(Duration.ofSeconds(5));
        }
    }

    private static Path heap(ConsoleProcess console, String name) throws IOException, InterruptedException {
        var dump = PLACE.resolve("heap-" + name + ".hprof");
        Files.deleteIfExists(dump);
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        // It collects the garbage first and writes what is left.
        var result = new ProcessBuilder(jcmd, String.valueOf(console.process().pid()), "GC.heap_dump", dump.toString())
                .redirectErrorStream(true).redirectOutput(PLACE.resolve("jcmd.txt").toFile()).start().waitFor();
        assertThat(result).isZero();
        return dump;
    }

    private void checkTraffic(SoftAssertions softly, Path file) {
        int revealed = 0;
        int typed = 0;
        for (JsonNode entry : new JsonMapper().readTree(file.toFile()).at("/log/entries")) {
            var url = entry.at("/request/url").asString();
            softly.assertThat(canary.findIn(entry.at("/request/headers") + url + entry.at("/response/headers"))).as("address and headers of " + url).isEmpty();
            if (!canary.findIn(entry.at("/request/postData").toString()).isEmpty()) {
                typed++;
                softly.assertThat(url).as("where typed values go").contains("?v-r=uidl");
            }
            if (!canary.findIn(entry.at("/response/content").toString()).isEmpty()) {
                revealed++;
                softly.assertThat(url).as("where values come from").contains("/VAADIN/dynamic/");
                softly.assertThat(entry.at("/response/headers").toString()).as("the headers of a value").contains("no-store");
            }
        }
        softly.assertThat(revealed).as("answers with a value").isEqualTo(3);
        softly.assertThat(typed).as("requests with what was typed").isPositive();
    }
}
