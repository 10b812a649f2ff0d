package io.nija.vault.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SameSiteAttribute;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.nija.vault.testing.DevPostgres;
import io.nija.vault.testing.DevVault;
import io.nija.vault.testing.Keycloak;
import io.nija.vault.testing.ProductionConsole;
import io.nija.vault.testing.VaultCaller;
import io.nija.vault.vault.IdentityProvider;
import io.nija.vault.vault.Provisioning;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The console and the gateway as in production, with a real Keycloak for the sign-ins. */
class KeycloakIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String KEYS = "/v1/credentials/";
    private static final List<String> GATEWAY_ROLES = List.of("user-gateway", "user-read");

    static DevVault vault;
    static DevPostgres database;
    static ProductionConsole console;
    static Keycloak keycloak;
    static Browsers browsers;

    @BeforeAll
    static void start() throws IOException {
        console = new ProductionConsole("keycloak");
        keycloak = Keycloak.start(console.address());
        vault = DevVault.start();
        database = DevPostgres.start();
        var appRole = Provisioning.provision(vault.address(), vault.rootToken(),
                new IdentityProvider(keycloak.issuer(), keycloak.clientId(), "nija", "sub", "realm_access.roles")).console();
        var settings = ProductionConsole.settings(vault, appRole, database, keycloak.issuer(), keycloak.clientSecret());
        settings.putAll(Map.of("OIDC_ROLES_CLAIM", "realm_access.roles", "CONSOLE_FRESH_SIGN_IN", "30s"));
        console.start(settings);
        browsers = new Browsers();
    }

    @AfterAll
    static void stop() throws IOException {
        try (var last = database; var third = vault; var second = keycloak; var first = console; var browser = browsers) {
        }
    }

    @ParameterizedTest
    @CsvSource({ "alice,user", "alice,user-destroy", "sam,support" })
    void vaultTakesTheConsolesIdTokensForTheRolesThatTheyList(String person, String role) {
        assertThat(VaultCaller.tryJwt(vault.address(), role, keycloak.consoleIdToken(person)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({ "alice,support", "alice,admin", "sam,user", "sam,user-destroy", "sam,admin" })
    void vaultRefusesTheConsolesIdTokensForOtherRoles(String person, String role) {
        refused(role, keycloak.consoleIdToken(person));
    }

    @Test
    void vaultTakesAccessTokensOfUsersForTheGatewaysRolesOnly() {
        for (var role : GATEWAY_ROLES) {
            assertThat(VaultCaller.tryJwt(vault.address(), role, keycloak.accessToken("alice")).status()).isEqualTo(200);
            refused(role, keycloak.accessToken("sam"));
        }
        for (var role : List.of("user", "user-destroy", "support", "admin")) {
            refused(role, keycloak.accessToken("alice"));
        }
        refused("support", keycloak.accessToken("sam"));
    }

    @Test
    void vaultRefusesTokensForOthers() {
        for (var role : List.of("user-gateway", "user-read", "user")) {
            refused(role, keycloak.idToken("alice"));
            refused(role, keycloak.accessTokenForElsewhere("alice"));
        }
        GATEWAY_ROLES.forEach(role -> refused(role, keycloak.consoleIdToken("alice")));
    }

    @Test
    void accessTokensForTheGatewayAreForNobodyElse() throws ParseException {
        assertThat(claims(keycloak.accessToken("alice")).getAudience()).containsExactly("nija");
        assertThat(claims(keycloak.accessTokenOfFullScope("alice")).getAudience()).containsExactlyInAnyOrder("nija", "account");
    }

    @Test
    void aPersonSignsInAtKeycloakAndOutOfBoth() {
        try (var browser = newBrowser()) {
            var page = signIn(browser, "alice", "");
            assertThat(heading(page, "My keys")).isVisible();
            assertThat(page).hasURL(console.address() + "keys");

            item(page, "Signed in as").click();
            item(page, "Sign out").click();

            assertThat(page.getByLabel("Password", exact())).isVisible();
            page.navigate(console.address() + "keys");
            assertThat(page.getByLabel("Password", exact())).isVisible();
        }
    }

    @Test
    void theSessionIsInACookieThatNoOtherHostCanReadOrPlant() {
        try (var browser = newBrowser()) {
            assertThat(heading(signIn(browser, "alice", ""), "My keys")).isVisible();

            assertThat(browser.cookies(console.address().toString())).filteredOn(cookie -> cookie.name.equals("__Host-session")).singleElement().satisfies(cookie -> {
                assertThat(cookie.secure).isTrue();
                assertThat(cookie.httpOnly).isTrue();
                assertThat(cookie.path).isEqualTo("/");
                assertThat(cookie.domain).as("without a dot: for this host only").isEqualTo("localhost");
                assertThat(cookie.sameSite).isEqualTo(SameSiteAttribute.LAX);
                assertThat(cookie.expires).as("ends with the browser").isEqualTo(-1);
            });
        }
    }

    @Test
    void aPersonHasTheRolesThatKeycloakGives() {
        try (var browser = newBrowser()) {
            var page = signIn(browser, "sam", "");

            assertThat(heading(page, "Dashboard")).isVisible();
            page.navigate(console.address() + "keys");
            assertThat(page.locator("vaadin-app-layout")).isVisible();
            assertThat(heading(page, "My keys")).isHidden();
        }
    }

    @Test
    void aValueIsShownAfterAnotherSignInWhenTheLastIsOld() throws ParseException {
        var token = keycloak.accessToken("alice");
        var path = "secret/data/users/" + subject(token) + "/kraken--shown";
        var values = Map.of("api_key", "shown-key", "api_secret", "shown-secret", "broker", "kraken");
        assertThat(VaultCaller.byJwt(vault.address(), "user-gateway", token).send("POST", path, Map.of("data", values)).ok()).isTrue();
        try (var browser = newBrowser()) {
            var page = signIn(browser, "alice", "keys/kraken--shown");
            var signedIn = Instant.now();
            // There is nothing to see that would tell: time has to pass.
            await().atMost(Duration.ofSeconds(60)).until(() -> Instant.now().isAfter(signedIn.plusSeconds(31)));

            button(page, "Show Private Key").click();
            assertThat(page.getByText("Confirm that it is you")).isVisible();
            button(page, "Sign in again").click();
            page.getByLabel("Password", exact()).fill(keycloak.password("alice"));
            button(page, "Sign In").click();

            assertThat(page).hasURL(console.address() + "keys/kraken--shown");
            button(page, "Show Private Key").click();
            assertThat(page.locator("secret-value[label='Private Key'] .value")).hasText("shown-secret");
        }
    }

    @Test
    void theGatewayStoresAndHandsOutWithAnAccessToken() throws Exception {
        var token = keycloak.accessToken("alice");
        var key = Map.of("user_id", subject(token), "broker", "kraken--stored");
        var stored = new HashMap<>(key);
        stored.putAll(Map.of("api_key", "stored-key", "api_secret", "stored-secret"));

        assertThat(send("store", token, stored).statusCode()).isEqualTo(200);
        var retrieved = send("retrieve", token, key);

        assertThat(retrieved.statusCode()).isEqualTo(200);
        assertThat(body(retrieved).at("/credentials/api_secret").asString()).isEqualTo("stored-secret");
    }

    @ParameterizedTest
    @ValueSource(strings = { "an ID token", "for elsewhere", "for two audiences" })
    void theGatewayRefusesAnyOtherToken(String which) throws Exception {
        var token = switch (which) {
            case "an ID token" -> keycloak.idToken("alice");
            case "for elsewhere" -> keycloak.accessTokenForElsewhere("alice");
            default -> keycloak.accessTokenOfFullScope("alice");
        };

        var answer = send("retrieve", token, Map.of("user_id", subject(token), "broker", "kraken"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).get().asString().startsWith("Bearer");
    }

    @Test
    void theGatewayRefusesWhoIsNoUser() throws Exception {
        var token = keycloak.accessToken("sam");

        assertThat(send("retrieve", token, Map.of("user_id", subject(token), "broker", "kraken")).statusCode()).isEqualTo(403);
    }

    @Test
    void productionHasNoPageToTryTheGatewayIn() throws Exception {
        var request = HttpRequest.newBuilder(console.address().resolve("v1/docs")).header("Authorization", "Bearer " + keycloak.accessToken("alice"));

        assertThat(HTTP.send(request.build(), BodyHandlers.discarding()).statusCode()).isEqualTo(404);
    }

    private static void refused(String role, String token) {
        assertThat(VaultCaller.tryJwt(vault.address(), role, token).status()).as(role).isEqualTo(400);
    }

    private static JWTClaimsSet claims(String token) throws ParseException {
        return SignedJWT.parse(token).getJWTClaimsSet();
    }

    private static String subject(String token) throws ParseException {
        return claims(token).getSubject();
    }

    private static HttpResponse<String> send(String what, String token, Map<String, ?> body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(console.address().resolve(KEYS) + what)).timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + token).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)));
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static JsonNode body(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    private static BrowserContext newBrowser() {
        var context = browsers.browser().newContext(new Browser.NewContextOptions().setReducedMotion(com.microsoft.playwright.options.ReducedMotion.REDUCE));
        context.setDefaultTimeout(30_000);
        return context;
    }

    /** From an address of the console over Keycloak's own page. */
    private static Page signIn(BrowserContext browser, String person, String route) {
        var page = browser.newPage();
        page.navigate(console.address() + route);
        assertThat(page).hasURL(java.util.regex.Pattern.compile("^" + keycloak.issuer() + "/.*"));
        page.getByLabel("Username or email").fill(person);
        page.getByLabel("Password", exact()).fill(keycloak.password(person));
        button(page, "Sign In").click();
        assertThat(page.locator("vaadin-app-layout")).isVisible();
        return page;
    }

    private static Page.GetByLabelOptions exact() {
        return new Page.GetByLabelOptions().setExact(true);
    }

    private static Locator heading(Page page, String text) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(text).setLevel(1));
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator item(Page page, String name) {
        return page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(name));
    }
}
