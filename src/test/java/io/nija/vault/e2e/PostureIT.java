package io.nija.vault.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What every answer of the console says to a browser and keeps from everybody, on a console whose sessions are short and whose limits are low. */
@EndToEnd(ownConsole = true, arguments = { "--console.session-longest=40s", "--server.servlet.session.timeout=1m",
        "--console.sign-ins.address=25" })
class PostureIT {

    /** What would tell which programs answer, in which version, and how they are made. */
    private static final Pattern INTERNALS = Pattern.compile("tomcat|apache|coyote|spring|flow-|java\\.|jakarta|exception|stack ?trace|at io\\.nija|whitelabel|postgres|openbao",
            Pattern.CASE_INSENSITIVE);

    private static final String HTML = "Accept: text/html";

    private final ConsoleProcess console;

    PostureIT(ConsoleProcess console) {
        this.console = console;
    }

    private RawAnswer answer(String... head) throws IOException {
        return RawAnswer.to(console.url(), head);
    }

    @ParameterizedTest
    @ValueSource(strings = { "/", "/keys", "/sign-in-failed", "/session-ended", "/step-up?to=keys", "/no/such/address", "/error", "/VAADIN/no-such.js",
            "/login/oauth2/code/nija?code=x&state=y", "/v1/credentials/list?user_id=alice", "/v1/openapi.json", "/v1/no-such", "/actuator/health",
            "/actuator/prometheus", "/actuator/env", "/themes/console/icon.svg" })
    void everyAnswerIsForThisSiteAloneAndNamesNoProgram(String address) throws IOException {
        var answer = answer("GET " + address + " HTTP/1.1", HTML, "X-Forwarded-Proto: https");

        assertThat(answer.header("Content-Security-Policy")).hasValueSatisfying(policy -> assertThat(policy)
                .contains("default-src 'none'", "frame-ancestors 'none'").doesNotContain("*", "http:", "https:"));
        assertThat(answer.header("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.header("X-Frame-Options")).hasValue("DENY");
        assertThat(answer.header("Referrer-Policy")).hasValue("same-origin");
        assertThat(answer.header("Permissions-Policy")).hasValueSatisfying(policy -> assertThat(policy).contains("camera=()"));
        assertThat(answer.header("Cross-Origin-Opener-Policy")).hasValue("same-origin");
        assertThat(answer.header("Cross-Origin-Resource-Policy")).hasValue("same-origin");
        assertThat(answer.header("Strict-Transport-Security")).hasValueSatisfying(
                policy -> assertThat(policy.replace(" ", "")).isEqualTo("max-age=63072000;includeSubDomains"));
        for (var name : List.of("Server", "X-Powered-By", "X-AspNet-Version", "Via", "X-Application-Context")) {
            assertThat(answer.header(name)).as(name).isEmpty();
        }
        // The kind of what monitoring gets has the framework's name in it, and so has its address.
        assertThat(answer.headers()).filteredOn(line -> !address.startsWith("/actuator")).noneMatch(line -> INTERNALS.matcher(line).find());
        if (!address.startsWith("/themes")) {
            assertThat(answer.header("Cache-Control")).hasValueSatisfying(rule -> assertThat(rule).contains("no-store"));
        }
    }

    @Test
    void aPageRunsOnlyWhatHasTheNumberOfItsOwnAnswer() throws IOException {
        var first = answer("GET /sign-in-failed HTTP/1.1", HTML);
        var second = answer("GET /sign-in-failed HTTP/1.1", HTML);

        assertThat(nonce(first)).isNotEqualTo(nonce(second)).hasSize(24);
        assertThat(first.header("Content-Security-Policy").orElseThrow()).contains("script-src 'self' 'nonce-" + nonce(first) + "' 'unsafe-eval';")
                .doesNotContain("script-src 'self' 'unsafe-inline'");
        assertThat(Pattern.compile("<script(?![^>]* nonce=\"" + Pattern.quote(nonce(first)) + "\")").matcher(first.text()).find()).as("a script without it").isFalse();
    }

    private static String nonce(RawAnswer page) {
        var nonce = Pattern.compile("'nonce-([^']+)'").matcher(page.header("Content-Security-Policy").orElseThrow());
        assertThat(nonce.find()).isTrue();
        return nonce.group(1);
    }

    @Test
    void aScriptThatSomebodyGotIntoAPageDoesNotRun(Visits visits) {
        var alice = visits.signIn("alice");
        var page = alice.page();
        page.evaluate("""
                () => {
                  const script = document.createElement('script');
                  script.textContent = 'window.planted = 1';
                  document.body.append(script);
                  const image = document.createElement('div');
                  image.innerHTML = '<img src="data:x" onerror="window.planted = 2">';
                  document.body.append(image);
                }""");

        page.waitForCondition(() -> visits.violations().size() >= 2);
        assertThat(page.evaluate("window.planted === undefined")).isEqualTo(true);
        visits.violations().clear();
    }

    @ParameterizedTest
    @ValueSource(strings = { "TRACE", "TRACK", "CONNECT", "PROPFIND", "FOO", "get", "PUT", "DELETE" })
    void methodsThatNothingIsMeantForAreRefused(String method) throws IOException {
        for (var address : List.of("/", "/keys", "/actuator/health", "/v1/credentials/list", "/no-such")) {
            var answer = answer(method + " " + address + " HTTP/1.1", "X-Secret: told-back", HTML);

            assertThat(answer.status()).as(method + " " + address).isIn(400, 401, 403, 404, 405, 501);
            assertThat(answer.text()).doesNotContain("told-back").doesNotContainPattern(INTERNALS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "GET /a;b=c HTTP/1.1", "GET /%00 HTTP/1.1", "GET /%2e%2e/ HTTP/1.1", "GET //evil.example/ HTTP/1.1", "GET /<script> HTTP/1.1", "GET /\\evil HTTP/1.1",
            "GET / HTTP/9.9", "no request at all", "POST /?v-r=uidl HTTP/1.1", "POST /VAADIN/push?v-r=push HTTP/1.1", "GET /?v-r=heartbeat HTTP/1.1",
            "POST /v1/credentials/store HTTP/1.1", "GET /v1/credentials/%zz HTTP/1.1", "GET /error HTTP/1.1", "GET /VAADIN/%2e%2e/x HTTP/1.1",
            "GET /login/oauth2/code/nija?error=<b>x</b> HTTP/1.1", "GET /oauth2/authorization/other HTTP/1.1", "GET /actuator/env HTTP/1.1" })
    void whateverIsWrongWithARequestNoAnswerTellsHowTheConsoleIsMade(String line) throws IOException {
        for (var wanted : List.of(HTML, "Accept: application/json")) {
            var answer = answer(line, wanted);

            assertThat(answer.status()).as(line).isIn(200, 302, 400, 401, 403, 404, 405, 505);
            assertThat(withoutTheFrame(answer)).doesNotContainPattern(INTERNALS);
            assertThat(answer.text()).doesNotContain("<script>", "<b>x</b>");
        }
    }

    /** A page names the files of its frame, and those of their makers. */
    private static String withoutTheFrame(RawAnswer answer) {
        return answer.status() == 200 && answer.text().contains("<vaadin-dev-tools") || answer.text().contains("<!doctype html>") && answer.text().contains("VAADIN/build")
                ? answer.text().substring(0, answer.text().indexOf("\r\n\r\n")) : answer.text();
    }

    @ParameterizedTest
    @ValueSource(strings = { "/logout", "/step-up", "/keys", "/", "/login/oauth2/code/nija", "/oauth2/authorization/nija", "/error", "/actuator/health" })
    void aPostFromElsewhereChangesNothing(String address) throws IOException {
        assertThat(answer("POST " + address + " HTTP/1.1", HTML, "Origin: https://evil.example", "Content-Length: 0").status()).isBetween(400, 499);
    }

    @ParameterizedTest
    @ValueSource(strings = { "//evil.example/", "/\\evil.example", "/%2f%2fevil.example", "/keys?continue=https://evil.example", "/step-up?to=//evil.example" })
    void nobodyIsSentToAnotherSite(String address) throws IOException {
        var answer = answer("GET " + address + " HTTP/1.1", HTML);

        answer.header("Location").ifPresent(location -> assertThat(URI.create(location).getAuthority()).isIn(null, URI.create(console.url()).getAuthority()));
    }

    @Test
    void aSessionEndsAtItsTimeAndWhenNobodyIsThereWithItsTokenAndWhoIsThereIsToldWhy(Visits visits) {
        var bob = visits.signIn("bob");
        bob.open("keys");
        assertThat(bob.heading("My keys")).isVisible();
        long ofBob = revocations("bob");
        // From there nothing asks for anything.
        bob.page().navigate("about:blank");
        var alice = visits.signIn("alice");
        alice.open("keys");
        assertThat(alice.heading("My keys")).isVisible();
        long ofAlice = revocations("alice");
        var told = alice.page().getByText("A session lasts 40 seconds at most, however busy it is.");

        await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofSeconds(1)).until(() -> {
            for (var view : List.of("Activity", "My keys")) {
                alice.link(view).or(told).first().click();
                // As a person does, who looks at what they asked for before they ask for more.
                assertThat(alice.heading(view).or(told).first()).isVisible();
            }
            return told.isVisible();
        });

        assertThat(alice.page()).hasURL(console.url() + "session-ended");
        await().untilAsserted(() -> assertThat(revocations("alice")).isGreaterThan(ofAlice));
        alice.link("Sign in again").click();
        assertThat(alice.page().getByLabel("Password")).isVisible();
        alice.giveName("alice");
        assertThat(alice.heading("My keys")).isVisible();
        // The server looks for such sessions once a minute.
        await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> assertThat(revocations("bob")).isGreaterThan(ofBob));
    }

    private long revocations(String person) {
        try (var lines = Files.lines(console.auditLog())) {
            return lines.filter(line -> line.contains("\"type\":\"response\"") && line.contains("auth/token/revoke-self") && line.contains(person)).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void anAddressIsStoppedThatSignsInWithoutEnd() throws IOException {
        int allowed = 0;
        var location = begin("203.0.113.6").header("Location").orElseThrow();
        while (location.startsWith(console.providerUrl())) {
            allowed++;
            // Some more, as time gives them back: 25 a minute.
            assertThat(allowed).isLessThan(100);
            location = begin("203.0.113.6").header("Location").orElseThrow();
        }

        assertThat(allowed).isGreaterThanOrEqualTo(25);
        assertThat(location).endsWith("/sign-in-paused");
        assertThat(begin("203.0.113.7").header("Location")).hasValueSatisfying(other -> assertThat(other).startsWith(console.providerUrl()));
    }

    private RawAnswer begin(String address) throws IOException {
        return answer("GET /oauth2/authorization/nija HTTP/1.1", HTML, "X-Forwarded-For: " + address);
    }

    @Test
    void theJarHoldsTheBillOfItsMaterials() throws IOException {
        try (var jar = new JarFile("target/vault-console.jar")) {
            assertThat(jar.stream().map(Object::toString)).anyMatch(name -> name.endsWith("META-INF/sbom/application.cdx.json"));
        }
    }
}
