package io.nija.vault.security;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Pattern;

import io.nija.vault.testing.ConsoleTest;
import io.nija.vault.testing.People;
import jakarta.servlet.http.HttpSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.context.WebApplicationContext;

import static io.nija.vault.testing.People.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;

/** What the filter chain lets through, adds to every page, and does at a sign-in. */
@ConsoleTest
class ConsoleChainTest {

    @Autowired
    WebApplicationContext console;
    @Autowired
    People people;
    @Value("${local.directory}")
    Path directory;

    MockMvcTester browser;

    @BeforeEach
    void openABrowser() {
        browser = MockMvcTester.from(console, builder -> builder.apply(SecurityMockMvcConfigurers.springSecurity()).build());
    }

    @ParameterizedTest
    @ValueSource(strings = { "/step-up?to=keys", "/actuator/health", "/actuator/env" })
    void noAnswerCanBeFramedOrKeptOrLoadsFromElsewhere(String address) {
        people.signIn(ALICE);

        var headers = browser.get().uri(address).with(authentication(SecurityContextHolder.getContext().getAuthentication())).exchange().getResponse();

        assertThat(headers.getHeader("Content-Security-Policy")).isEqualTo("default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        assertThat(headers.getHeader("Cache-Control")).contains("no-store");
        assertThat(headers.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(headers.getHeader("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(headers.getHeader("Permissions-Policy")).contains("camera=()", "microphone=()", "geolocation=()", "usb=()");
        assertThat(headers.getHeader("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(headers.getHeader("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
    }

    @Test
    void healthIsShownToAnybodyWithoutDetail() {
        assertThat(browser.get().uri("/actuator/health")).hasStatusOk().bodyText().contains("\"status\":\"UP\"").doesNotContain("components", "details", "db");
        assertThat(browser.get().uri("/actuator/health/liveness")).hasStatusOk();
    }

    @Test
    void theActuatorServesHealthAndFiguresAndNothingElse() {
        assertThat(console.getBean(WebEndpointsSupplier.class).getEndpoints()).extracting(endpoint -> endpoint.getEndpointId().toString())
                .containsExactlyInAnyOrder("health", "prometheus");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/actuator", "/actuator/env", "/actuator/heapdump", "/actuator/loggers", "/actuator/beans", "/actuator/metrics",
            "/actuator/threaddump", "/actuator/configprops", "/actuator/sessions", "/actuator/prometheus" })
    void noRoleOpensTheRestOfTheActuator(String address) {
        assertThat(browser.get().uri(address)).satisfies(answer -> assertThat(answer.getResponse().getStatus()).isIn(302, 401, 403, 404));
        people.signIn(People.ADA_THE_ADMIN);
        assertThat(browser.get().uri(address).with(authentication(SecurityContextHolder.getContext().getAuthentication())))
                .satisfies(answer -> assertThat(answer.getResponse().getStatus()).isIn(403, 404));
    }

    @Test
    void withoutASignInAPageLeadsToTheProvider() {
        assertThat(browser.get().uri("/keys").accept("text/html")).hasStatus3xxRedirection()
                .satisfies(answer -> assertThat(answer.getResponse().getRedirectedUrl()).endsWith("/oauth2/authorization/nija"));
    }

    @Test
    void aSignInBeginsWithANewAndEmptySession() throws Exception {
        var before = new MockHttpSession();
        before.setAttribute("left by somebody else", "x");
        var atProvider = browser.get().uri("/oauth2/authorization/nija").session(before).exchange().getResponse().getRedirectedUrl();
        var back = signInAtTheProvider(URI.create(atProvider));

        var answer = browser.get().uri(back).session(before).exchange();

        assertThat(answer).hasStatus3xxRedirection();
        HttpSession after = answer.getRequest().getSession(false);
        assertThat(after).isNotNull().isNotSameAs(before);
        assertThat(before.isInvalid()).isTrue();
        assertThat(after.getAttribute("left by somebody else")).isNull();
        assertThat(after.getAttribute("SPRING_SECURITY_CONTEXT")).asString().contains("ROLE_USER");
    }

    @Test
    void anAnswerThatNobodyAskedForFailsWithoutDetail() {
        assertThat(browser.get().uri("/login/oauth2/code/nija?code=x&state=y")).hasRedirectedUrl("/sign-in-failed");
    }

    /** As Alice types it. @return where the provider sends the browser */
    private URI signInAtTheProvider(URI authorize) throws IOException, InterruptedException {
        var passwords = new Properties();
        try (var file = Files.newBufferedReader(directory.resolve("demo-people.properties"))) {
            passwords.load(file);
        }
        var person = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        var form = person.send(HttpRequest.newBuilder(follow(person, authorize)).build(), BodyHandlers.ofString());
        var csrf = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"").matcher(form.body());
        assertThat(csrf.find()).isTrue();
        var entered = "username=alice&password=" + passwords.getProperty("alice") + "&_csrf=" + URLEncoder.encode(csrf.group(1), StandardCharsets.UTF_8);
        var signedIn = person.send(HttpRequest.newBuilder(form.uri()).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(entered)).build(), BodyHandlers.discarding());
        return follow(person, form.uri().resolve(location(signedIn)));
    }

    private static URI follow(HttpClient person, URI address) throws IOException, InterruptedException {
        var answer = person.send(HttpRequest.newBuilder(address).header("Accept", "text/html").build(), BodyHandlers.discarding());
        return address.resolve(location(answer));
    }

    private static String location(HttpResponse<?> answer) {
        return answer.headers().firstValue("Location").orElseThrow();
    }
}
