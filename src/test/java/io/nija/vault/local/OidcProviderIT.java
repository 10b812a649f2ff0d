package io.nija.vault.local;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The embedded OIDC provider as a relying party and a person with a browser see it. */
class OidcProviderIT {

    private static final String VERIFIER = "a-code-verifier-that-is-long-enough-for-the-specification";
    private static final String CALLBACK = "http://localhost:43210/login/oauth2/code/nija";

    @TempDir
    private static Path temporary;
    private static OidcSettings settings;
    private static OidcProvider provider;

    /** A browser: it keeps cookies and is shown each redirect. */
    private final HttpClient browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    @BeforeAll
    static void start() {
        settings = new OidcSettings(new Ports(temporary.resolve("ports.properties")).choose("oidc"), temporary.resolve("sign-in"),
                URI.create("http://localhost:8080/"), DemoPeople.load(temporary.resolve("people.properties")),
                OidcSettings.ClientSecrets.load(temporary.resolve("clients.properties")));
        provider = new OidcProvider(settings);
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    @Test
    void aPersonSignsInToTheConsole() throws Exception {
        var begun = Instant.now().minusSeconds(1);
        var tokens = tokens(signIn("alice", ""));
        var id = claims(tokens, "id_token");
        assertThat(id.getSubject()).isEqualTo("alice");
        assertThat(id.getAudience()).containsExactly("vault-console");
        assertThat(id.getStringListClaim("roles")).containsExactly("user");
        assertThat(id.getStringClaim("preferred_username")).isEqualTo("alice");
        assertThat(id.getStringClaim("email")).isEqualTo("alice@nija.example");
        assertThat(id.getDateClaim("auth_time").toInstant()).isBetween(begun, Instant.now());
        var access = claims(tokens, "access_token");
        assertThat(access.getAudience()).containsExactly("nija");
        assertThat(access.getStringListClaim("roles")).containsExactly("user");
        assertThat(tokens).contains("refresh_token");
        var user = get(URI.create(settings.issuer() + "/userinfo"), "Authorization", "Bearer " + value(tokens, "access_token")).body();
        assertThat(user).contains("\"sub\":\"alice\"").contains("\"roles\":[\"user\"]");
    }

    @Test
    void aRefreshKeepsTheTimeOfTheSignIn() throws Exception {
        var tokens = tokens(signIn("sam", ""));
        var refreshed = token("vault-console", settings.secrets().console(),
                Map.of("grant_type", "refresh_token", "refresh_token", value(tokens, "refresh_token"))).body();
        assertThat(claims(refreshed, "id_token").getDateClaim("auth_time")).isEqualTo(claims(tokens, "id_token").getDateClaim("auth_time"));
        assertThat(claims(refreshed, "access_token").getAudience()).containsExactly("nija");
    }

    @Test
    void signedInOnceIsSignedInUntilAFreshSignInIsAskedFor() throws Exception {
        var other = new OidcProviderIT();
        signIn("bob", "");
        other.signIn("bob", "");
        assertThat(location(get(authorize(CALLBACK, "&max_age=600")))).startsWith(CALLBACK + "?code=");
        Thread.sleep(5_500);
        assertThat(location(get(authorize(CALLBACK, "&prompt=none&max_age=600")))).startsWith(CALLBACK + "?code=");
        for (var person : Map.of("&max_age=1", this, "&prompt=login", other).entrySet()) {
            assertThat(person.getValue().askedAgain(person.getKey())).isTrue();
        }
    }

    /** Whether the parameters lead to the sign-in page once, and to a token of just now after that. */
    private boolean askedAgain(String parameters) throws Exception {
        var before = Instant.now().minusSeconds(1);
        var tokens = tokens(signIn("bob", parameters));
        return claims(tokens, "id_token").getDateClaim("auth_time").toInstant().isAfter(before);
    }

    @Test
    void signsOutAtTheProviderToo() throws Exception {
        var idToken = value(tokens(signIn("ada", "")), "id_token");
        var logout = settings.issuer() + "/connect/logout?id_token_hint=" + idToken + "&post_logout_redirect_uri=" + encoded("http://localhost:43210/");
        assertThat(location(get(URI.create(logout)))).isEqualTo("http://localhost:43210/");
        assertThat(location(get(authorize(CALLBACK, "")))).endsWith("/login");
    }

    @Test
    void aWrongPasswordIsToldAndAStaleFormToo() throws Exception {
        get(authorize(CALLBACK, ""));
        assertThat(location(submit("alice", "wrong"))).endsWith("/login?error");
        assertThat(get(URI.create(settings.issuer() + "/login?error")).body()).contains("role=\"alert\"").contains("do not match");
        var stale = browser.send(HttpRequest.newBuilder(URI.create(settings.issuer() + "/login"))
                .header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString("username=alice&password=x")).build(), BodyHandlers.ofString());
        assertThat(location(stale)).endsWith("/login?stale");
    }

    @Test
    void thePageOffersThePeopleAndNotTheirPasswords() throws Exception {
        var page = get(URI.create(settings.issuer() + "/login?person=sam")).body();
        assertThat(page).contains("alice").contains("support").contains("value=\"sam\"").doesNotContain("{{");
        settings.people().all().forEach(person -> assertThat(page).doesNotContain(person.password()));
        assertThat(get(URI.create(settings.issuer() + "/login?person=%22%3E%3Cscript%3E")).body()).doesNotContain("<script>");
        assertThat(get(URI.create(settings.issuer() + "/login.css")).headers().firstValue("Content-Type").orElseThrow()).startsWith("text/css");
    }

    @Test
    void redirectsLeadToThisMachineOnly() throws Exception {
        assertThat(get(authorize("http://localhost.evil.example/login/oauth2/code/nija", "")).statusCode()).isEqualTo(400);
        assertThat(get(authorize("http://localhost:43210/elsewhere", "")).statusCode()).isEqualTo(400);
        assertThat(location(get(authorize("http://127.0.0.1:43210/login/oauth2/code/nija", "")))).endsWith("/login");
    }

    @Test
    void aCodeWithoutItsProofIsRefused() throws Exception {
        signIn("alice", "");
        var withoutProof = URI.create(authorize(CALLBACK, "").toString().replaceAll("&code_challenge.*", ""));
        assertThat(location(get(withoutProof))).contains("error=invalid_request");
    }

    @Test
    void aDemoClientHasItsPersonsToken() throws Exception {
        var answer = token("demo-alice", settings.secrets().demo(), Map.of("grant_type", "client_credentials")).body();
        var claims = claims(answer, "access_token");
        assertThat(claims.getSubject()).isEqualTo("alice");
        assertThat(claims.getIssuer()).isEqualTo(settings.issuer().toString());
        assertThat(claims.getAudience()).containsExactly("nija");
        assertThat(claims.getStringListClaim("roles")).containsExactly("user");
        assertThat(claims.getExpirationTime().toInstant()).isBetween(Instant.now().plusSeconds(3500), Instant.now().plusSeconds(3605));
        assertThat(token("demo-alice", "wrong", Map.of("grant_type", "client_credentials")).statusCode()).isEqualTo(401);
    }

    /** Signs in and returns the address of the callback, with the code. */
    private String signIn(String person, String parameters) throws Exception {
        assertThat(location(get(authorize(CALLBACK, parameters)))).endsWith("/login");
        return follow(submit(person, password(person)));
    }

    private String follow(HttpResponse<String> answer) throws Exception {
        return location(get(URI.create(location(answer))));
    }

    private HttpResponse<String> submit(String person, String password) throws Exception {
        var login = URI.create(settings.issuer() + "/login");
        var token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(get(login).body());
        assertThat(token.find()).isTrue();
        var form = Map.of("username", person, "password", password, "_csrf", token.group(1));
        return browser.send(HttpRequest.newBuilder(login).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(form))).build(), BodyHandlers.ofString());
    }

    private String tokens(String callback) throws Exception {
        var code = Pattern.compile("[?&]code=([^&]+)").matcher(callback);
        assertThat(code.find()).as(callback).isTrue();
        return token("vault-console", settings.secrets().console(), Map.of("grant_type", "authorization_code", "code", code.group(1),
                "redirect_uri", CALLBACK, "code_verifier", VERIFIER)).body();
    }

    private HttpResponse<String> token(String client, String secret, Map<String, String> form) throws Exception {
        var basic = Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(settings.issuer() + "/oauth2/token"))
                .header("Authorization", "Basic " + basic).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(form))).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(URI address, String... headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address).header("Accept", "text/html");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return browser.send(request.build(), BodyHandlers.ofString());
    }

    private static URI authorize(String redirect, String parameters) throws Exception {
        var challenge = Base64.getUrlEncoder().withoutPadding()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII)));
        return URI.create(settings.issuer() + "/oauth2/authorize?response_type=code&client_id=vault-console&scope=openid%20profile%20email&state=s"
                + "&redirect_uri=" + encoded(redirect) + parameters + "&code_challenge_method=S256&code_challenge=" + challenge);
    }

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElseThrow(() -> new AssertionError(response.statusCode() + " " + response.body()));
    }

    private static String password(String person) {
        return settings.people().named(person).orElseThrow().password();
    }

    private static JWTClaimsSet claims(String answer, String name) throws Exception {
        return SignedJWT.parse(value(answer, name)).getJWTClaimsSet();
    }

    private static String value(String answer, String name) {
        var found = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(answer);
        assertThat(found.find()).as(answer).isTrue();
        return found.group(1);
    }

    private static String form(Map<String, String> values) {
        return values.entrySet().stream().map(entry -> entry.getKey() + "=" + encoded(entry.getValue())).collect(Collectors.joining("&"));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
