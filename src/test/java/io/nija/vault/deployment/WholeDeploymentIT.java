package io.nija.vault.deployment;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.nimbusds.jwt.SignedJWT;
import io.nija.vault.e2e.Browsers;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** The deployment that docker/compose.yaml describes, from its own files, as people and programs find it at its public address. */
class WholeDeploymentIT {

    private static final JsonMapper JSON = new JsonMapper();

    /** All of it runs on one machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    static WholeDeployment all;
    static HttpClient client;
    static Browsers browsers;
    static String password;

    /** A program that reads its own key. */
    private record Reader(String token, Map<String, String> key) {

        static Reader of(String broker) throws IOException, InterruptedException, ParseException {
            var token = accessToken();
            var key = Map.of("user_id", SignedJWT.parse(token).getJWTClaimsSet().getSubject(), "broker", broker);
            var stored = gateway("store", token, Map.of("user_id", key.get("user_id"), "broker", broker, "api_key", "k", "api_secret", "stored-secret"));
            assertThat(stored.statusCode()).isEqualTo(200);
            return new Reader(token, key);
        }

        int status() throws IOException, InterruptedException {
            return gateway("retrieve", token, key).statusCode();
        }
    }

    @BeforeAll
    static void start() throws IOException {
        all = WholeDeployment.start();
        client = all.files().client();
        password = all.signIn().add("alice", "user");
        all.signIn().allowPasswordsTo("nija-platform");
        browsers = new Browsers();
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE.toMillis());
    }

    @AfterAll
    static void stop() throws IOException {
        try (var second = all; var first = browsers) {
        }
    }

    @Test
    void thePublicAddressSpeaksTls13AndNothingOlder() throws IOException {
        var trust = all.files().trust();

        assertThat(Tls.of(trust, all.files().console().getPort(), "TLSv1.3").protocol()).isEqualTo("TLSv1.3");
        assertThatExceptionOfType(SSLException.class).isThrownBy(() -> Tls.of(trust, all.files().console().getPort(), "TLSv1.2"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "actuator/health", "actuator/prometheus", "%61ctuator/prometheus", "ACTUATOR/health" })
    void healthAndFiguresAreForInside(String path) throws Exception {
        assertThat(get(all.files().console() + path).statusCode()).isEqualTo(404);
    }

    @Test
    void ofTheSignInOnlyThePagesForPeopleAreOpen() throws Exception {
        var login = all.files().issuer().resolve("/").toString();

        assertThat(get(all.files().issuer() + "/.well-known/openid-configuration").statusCode()).isEqualTo(200);
        for (var path : List.of("admin/master/console/", "realms/master/.well-known/openid-configuration", "realms/nija/../master/protocol/openid-connect/certs")) {
            assertThat(get(login + path).statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void aPersonSignsInAndIsToldThingsByPushAndSignsOut() throws Exception {
        try (var browser = newBrowser()) {
            var page = browser.newPage();
            var sockets = new CopyOnWriteArrayList<String>();
            page.onWebSocket(socket -> sockets.add(socket.url()));
            signIn(page);
            var person = SignedJWT.parse(accessToken()).getJWTClaimsSet().getSubject();

            all.database().psql("-d", "console", "-c", "insert into notice (person, kind, once, title, text, address) values ('" + person
                    + "', 'EXPIRY', '" + UUID.randomUUID() + "', 'Told by push', 'Rotate it in time.', 'activity')");

            assertThat(page.locator(".bell > vaadin-button")).hasAttribute("aria-label", "Notices, 1 unread");
            assertThat(sockets).anyMatch(url -> url.startsWith("wss://localhost:" + all.files().console().getPort() + "/VAADIN/push"));
            page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Signed in as")).click();
            page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Sign out")).click();
            assertThat(page).hasURL(Pattern.compile("^" + all.files().issuer() + "/.*"));
        }
    }

    @Test
    void aSessionStaysInItsConsoleAndWhenThatIsKilledGoesOnInTheOther() throws Exception {
        try (var browser = newBrowser()) {
            var page = browser.newPage();
            signIn(page);
            var console = consoleOf(browser);
            page.reload();
            assertThat(consoleOf(browser)).isEqualTo(console);

            var reader = Reader.of("kraken--kept");
            try (var programs = new Traffic(List.<Callable<Integer>>of(reader::status, reader::status))) {
                await().atMost(PATIENCE).until(() -> programs.requests() > 20);
                all.consoles().get(console - 1).kill();
                int soFar = programs.requests();
                await().atMost(PATIENCE).until(() -> programs.requests() > soFar + 50);
                assertThat(programs.failures()).isEmpty();
            }
            page.navigate(all.files().console() + "keys");

            // The provider knows the person, so nobody is asked for a password.
            assertThat(heading(page, "My keys")).isVisible();
            assertThat(consoleOf(browser)).isNotEqualTo(console);
            all.consoles().get(console - 1).start();
            all.consoles().get(console - 1).awaitReady();
        }
    }

    private static int consoleOf(BrowserContext browser) {
        return browser.cookies().stream().filter(cookie -> cookie.name.equals("__Host-console")).mapToInt(cookie -> Integer.parseInt(cookie.value))
                .findFirst().orElseThrow();
    }

    @Test
    void aProgramStoresAndRetrievesWithAnAccessTokenOfItsOwn() throws Exception {
        var reader = Reader.of("kraken--deployed");
        var token = reader.token();
        var key = reader.key();

        for (int i = 0; i < 4; i++) {
            var answer = gateway("retrieve", token, key);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(JSON.readTree(answer.body()).at("/credentials/api_secret").asString()).isEqualTo("stored-secret");
        }
        assertThat(gateway("retrieve", all.signIn().token("nija-platform", "alice", password).path("id_token").asString(), key).statusCode()).isEqualTo(401);
        // A console goes on without Redis when that is slow, so it is asked for itself what it has got.
        await().until(() -> {
            gateway("retrieve", token, key);
            return all.redis().entries() > 0;
        });
    }

    @Test
    void eachConsoleHasFiguresForPrometheusAndReadsTheAuditLogsOfAllNodes() throws Exception {
        var port = all.files().port("console-1:8443");
        var request = HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/actuator/prometheus"))
                .header("Authorization", "Bearer " + all.files().secret("prometheus/console-token"));

        await().ignoreExceptions().untilAsserted(() -> assertThat(client.send(request.build(), BodyHandlers.ofString()).body())
                .contains("source=\"vault1\"", "source=\"vault2\"", "source=\"vault3\""));
    }

    /** There is none yet, so both are due. */
    @Test
    void backupsOfVaultAndOfTheDatabaseWithItsWalGoToTheStore() throws IOException {
        await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            assertThat(all.database().psql("-d", "console", "-At", "-c", "select string_agg(distinct kind || ' ' || state || coalesce(problem, ''), ', ') from backup"))
                    .contains("VAULT_SNAPSHOT GOOD", "CONSOLE_DATABASE GOOD");
            assertThat(all.database().psql("-d", "console", "-At", "-c", "select covered is not null, coalesce(problem, 'well') from wal_archive")).contains("t|well");
        });
        assertThat(all.lookIntoTheNewestSnapshot()).contains("The key opens it, and it is a snapshot of Vault").contains("Nothing was restored");
    }

    @Test
    void aNewCertificateOfTheProxyIsTakenUpWhileRequestsGoOn() throws Exception {
        var trust = all.files().trust();
        int port = all.files().console().getPort();
        var old = Tls.of(trust, port, "TLSv1.3").certificate();
        try (var traffic = new Traffic(List.<Callable<Integer>>of(WholeDeploymentIT::statusOnANewConnection, WholeDeploymentIT::statusOnANewConnection))) {
            Deployment.run(Path.of("").toAbsolutePath(), ComposeFile.FOLDER.resolve("certificates").toString(),
                    all.files().directory().resolve(".secrets/certificates").toString(), "--renew", "proxy");
            all.proxy().signal("HUP");

            await().until(() -> !Tls.of(trust, port, "TLSv1.3").certificate().equals(old));
            int soFar = traffic.requests();
            await().until(() -> traffic.requests() > soFar + 50);
            assertThat(traffic.failures()).isEmpty();
        }
    }

    private static int statusOnANewConnection() throws IOException, InterruptedException {
        try (var own = all.files().client()) {
            return own.send(HttpRequest.newBuilder(URI.create(all.files().issuer() + "/.well-known/openid-configuration"))
                    .timeout(Duration.ofSeconds(10)).build(), BodyHandlers.discarding()).statusCode();
        }
    }

    private static String accessToken() throws IOException {
        return all.signIn().token("nija-platform", "alice", password).path("access_token").asString();
    }

    private static HttpResponse<String> get(String url) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> gateway(String what, String token, Map<String, String> body) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(all.files().console().resolve("v1/credentials/" + what)).timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + token).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))).build(), BodyHandlers.ofString());
    }

    /** That the certificates are right is tried by programs; the browser does not know the authority. */
    private static BrowserContext newBrowser() {
        var context = browsers.browser().newContext(new Browser.NewContextOptions().setIgnoreHTTPSErrors(true));
        context.setDefaultTimeout(PATIENCE.toMillis());
        return context;
    }

    private static void signIn(Page page) {
        page.navigate(all.files().console().toString());
        assertThat(page).hasURL(Pattern.compile("^" + all.files().issuer() + "/.*"));
        page.getByLabel("Username or email").fill("alice");
        page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill(password);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign In").setExact(true)).click();
        assertThat(heading(page, "My keys")).isVisible();
    }

    private static Locator heading(Page page, String text) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(text).setLevel(1));
    }
}
