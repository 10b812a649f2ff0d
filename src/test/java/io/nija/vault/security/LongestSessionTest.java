package io.nija.vault.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

import static org.assertj.core.api.Assertions.assertThat;

class LongestSessionTest {

    private static final Duration LONGEST = Duration.ofHours(12);

    private final MockHttpSession session = new MockHttpSession();
    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/keys");
    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private final MockFilterChain chain = new MockFilterChain();

    private void signedIn() {
        session.setAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY, new SecurityContextImpl());
    }

    private void comesAfter(Duration time) throws Exception {
        request.setSession(session);
        new LongestSession(LONGEST, Clock.fixed(Instant.ofEpochMilli(session.getCreationTime()).plus(time), ZoneOffset.UTC)).doFilter(request, response, chain);
    }

    @Test
    void goesOnUntilItsTimeIsOver() throws Exception {
        signedIn();
        request.addHeader("Accept", "text/html");

        comesAfter(LONGEST.minusMillis(1));

        assertThat(session.isInvalid()).isFalse();
        assertThat(chain.getRequest()).isNotNull();
    }

    @Test
    void endsThenAndAPageIsToldWhy() throws Exception {
        signedIn();
        session.setAttribute("theirs", "x");
        request.addHeader("Accept", "text/html,*/*");

        comesAfter(LONGEST);

        assertThat(session.isInvalid()).isTrue();
        assertThat(response.getRedirectedUrl()).isEqualTo("/session-ended");
        assertThat(chain.getRequest()).as("nothing is done any more").isNull();
        assertThat(request.getSession(false).getAttribute("theirs")).isNull();
    }

    @Test
    void whatAPageAsksForByItselfGoesOnWithoutASignInAndThePageIsToldWhenItReloads() throws Exception {
        signedIn();
        request.setMethod("POST");
        request.setParameter("v-r", "uidl");

        comesAfter(LONGEST.plusHours(1));

        assertThat(session.isInvalid()).isTrue();
        assertThat(chain.getRequest()).isNotNull();
        var reload = new MockHttpServletRequest("GET", "/keys");
        reload.addHeader("Accept", "text/html");
        reload.setSession(request.getSession(false));
        var answer = new MockHttpServletResponse();
        var once = new LongestSession(LONGEST, Clock.systemUTC());
        once.doFilter(reload, answer, new MockFilterChain());
        assertThat(answer.getRedirectedUrl()).isEqualTo("/session-ended");
        var next = new MockFilterChain();
        once.doFilter(reload, new MockHttpServletResponse(), next);
        assertThat(next.getRequest()).as("once").isNotNull();
    }

    @Test
    void countsForThoseOnlyWhoAreSignedIn() throws Exception {
        comesAfter(LONGEST.multipliedBy(2));

        assertThat(session.isInvalid()).isFalse();
        assertThat(chain.getRequest()).isNotNull();
    }
}
