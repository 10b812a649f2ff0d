package io.nija.vault.security;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

class SignInLimitTest {

    private final SignInLimit limit = new SignInLimit(new SignInProperties(Duration.ofMinutes(5), Duration.ofHours(12), new SignInProperties.SignIns(3, 3)));

    /** @return where they are sent, or null when they may go on */
    private @Nullable String goes(String path, String address) throws Exception {
        var request = new MockHttpServletRequest("GET", path);
        request.setServletPath(path);
        request.setRemoteAddr(address);
        var response = new MockHttpServletResponse();
        var chain = new MockFilterChain();
        limit.doFilter(request, response, chain);
        assertThat(chain.getRequest() == null).isEqualTo(response.getRedirectedUrl() != null);
        return response.getRedirectedUrl();
    }

    @ParameterizedTest
    @ValueSource(strings = { "/oauth2/authorization/nija", "/login/oauth2/code/nija" })
    void anAddressIsStoppedAtTheLimitAndOthersAreNot(String path) throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(goes(path, "192.0.2.1")).isNull();
        }

        assertThat(goes(path, "192.0.2.1")).isEqualTo("/sign-in-paused");
        assertThat(goes(path, "192.0.2.2")).isNull();
    }

    @Test
    void whoHasBegunTooOftenCanStillComeBackFromTheProviderAndSeesEverythingElse() throws Exception {
        for (int i = 0; i < 9; i++) {
            goes("/oauth2/authorization/nija", "192.0.2.1");
            assertThat(goes("/keys", "192.0.2.1")).isNull();
        }

        assertThat(goes("/login/oauth2/code/nija", "192.0.2.1")).isNull();
        assertThat(goes("/sign-in-paused", "192.0.2.1")).isNull();
    }
}
