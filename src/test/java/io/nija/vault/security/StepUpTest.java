package io.nija.vault.security;

import java.net.URI;
import java.time.Duration;

import io.nija.vault.base.UserId;
import io.nija.vault.testing.ConsoleTest;
import io.nija.vault.testing.People;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.util.UriComponentsBuilder;

import static io.nija.vault.testing.People.ALICE;
import static io.nija.vault.testing.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;

@ConsoleTest
class StepUpTest {

    @Autowired
    WebApplicationContext console;
    @Autowired
    People people;

    MockMvcTester browser;
    MockHttpSession session = new MockHttpSession();

    @BeforeEach
    void openABrowser() {
        browser = MockMvcTester.from(console, builder -> builder.apply(SecurityMockMvcConfigurers.springSecurity()).build());
    }

    @Test
    void aFreshSignInLeadsStraightToTheRoute() {
        people.signIn(ALICE);

        assertThat(stepUp("keys/okx--bot")).hasRedirectedUrl("/keys/okx--bot");
    }

    @ParameterizedTest
    @ValueSource(strings = { "//evil.example", "/evil", "http:evil", "https://evil.example", "javascript:alert(1)", "\\evil.example", "\\\\evil",
            "/\\evil", "keys\\..\\x", "keys//x", "../x", "keys/../x", "keys/", "%2f%2fevil", "evil.example", "keys?x=y", "keys#x", "keys\r\nSet-Cookie: x",
            " keys", "@evil", "" })
    void whateverIsNoRouteOfOursLeadsToTheStart(String to) {
        people.signIn(ALICE);

        assertThat(stepUp(to)).hasRedirectedUrl("/");
    }

    @Test
    void anOlderSignInLeadsToTheProviderAndTheAddressIsKept() {
        people.signIn(ALICE, Duration.ofMinutes(6));

        assertThat(stepUp("keys/okx")).hasRedirectedUrl("/oauth2/authorization/nija?again");

        var saved = session.getAttribute("SPRING_SECURITY_SAVED_REQUEST");
        assertThat(saved).extracting("redirectUrl").asString().contains("/step-up", "to=keys/okx", "returned");
        var provider = UriComponentsBuilder.fromUriString(signIn("?again=").getResponse().getRedirectedUrl()).build().getQueryParams();
        assertThat(provider.getFirst("prompt")).isEqualTo("login");
        assertThat(provider.getFirst("max_age")).isEqualTo("300");
        assertThat(provider.getFirst("code_challenge_method")).as("PKCE").isEqualTo("S256");
    }

    @Test
    void anOrdinarySignInAsksForNothingMore() {
        var query = UriComponentsBuilder.fromUriString(signIn("").getResponse().getRedirectedUrl()).build().getQueryParams();

        assertThat(query).doesNotContainKeys("prompt", "max_age").containsKey("code_challenge");
    }

    @Test
    void whoReturnsWithoutAFreshSignInIsNotAskedForEver() {
        people.signIn(ALICE, Duration.ofMinutes(6));

        assertThat(browser.get().uri("/step-up?to=keys&returned=").session(session).with(signedIn()))
                .hasRedirectedUrl("/sign-in-not-confirmed");
    }

    @Test
    void aPersonIsNotSentToTheProviderWithoutEnd() {
        for (int i = 0; i < 10; i++) {
            assertThat(stepUp(BOB, Duration.ofMinutes(6))).hasRedirectedUrl("/oauth2/authorization/nija?again");
        }

        assertThat(stepUp(BOB, Duration.ofMinutes(6))).hasRedirectedUrl("/sign-in-paused");
        assertThat(stepUp(ALICE, Duration.ofMinutes(6))).as("somebody else").hasRedirectedUrl("/oauth2/authorization/nija?again");
        assertThat(stepUp(BOB, Duration.ZERO)).as("with a fresh sign-in").hasRedirectedUrl("/keys");
    }

    @Test
    void nobodyIsSentThereWithoutASignIn() {
        assertThat(browser.get().uri("/step-up?to=keys").session(session).accept("text/html")).hasStatus3xxRedirection()
                .satisfies(answer -> assertThat(URI.create(answer.getResponse().getRedirectedUrl()).getPath()).isEqualTo("/oauth2/authorization/nija"));
    }

    @Test
    void theAddressIsRelativeAndEscapes() {
        assertThat(StepUp.address("keys/okx--bot")).isEqualTo("step-up?to=keys%2Fokx--bot");
        assertThat(StepUp.address("a&b=c")).isEqualTo("step-up?to=a%26b%3Dc");
    }

    private MvcTestResult stepUp(UserId person, Duration age) {
        people.signIn(person, age);
        session = new MockHttpSession();
        return stepUp("keys");
    }

    private MvcTestResult stepUp(String to) {
        return browser.get().uri("/step-up").queryParam("to", to).session(session).with(signedIn()).exchange();
    }

    private MvcTestResult signIn(String query) {
        return browser.get().uri("/oauth2/authorization/nija" + query).session(session).exchange();
    }

    private static RequestPostProcessor signedIn() {
        return authentication(SecurityContextHolder.getContext().getAuthentication());
    }
}
