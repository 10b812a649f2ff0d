package io.nija.vault.security;

import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.nija.vault.testing.ConsoleTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;

/** What the gateway's filter chain makes of what seldom happens. What happens daily is in the gateway's own tests. */
@ConsoleTest
class GatewayChainTest {

    @Autowired
    FilterChainProxy chains;
    @Autowired
    HttpFirewall firewall;

    @Test
    void aTokenThatCannotBeCheckedIsNotRefusedForGood() throws Exception {
        var filter = chains.getFilters("/v1/credentials/list").stream().filter(BearerTokenAuthenticationFilter.class::isInstance).findFirst().orElseThrow();
        var onFailure = (AuthenticationFailureHandler) ReflectionTestUtils.getField(filter, "authenticationFailureHandler");
        var response = new MockHttpServletResponse();

        onFailure.onAuthenticationFailure(new MockHttpServletRequest("GET", "/v1/credentials/list"), response,
                new AuthenticationServiceException("The issuer does not answer"));

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isNotBlank();
        assertThat(response.getHeader("WWW-Authenticate")).isNull();
    }

    /** Ours looks at headers in another way, for speed. */
    @Test
    void theFirewallAllowsWhatSpringSecuritysOwnDoes() {
        var standard = new StrictHttpFirewall();
        Stream.concat(IntStream.concat(IntStream.range(0, 0x3000), IntStream.of(0xd800, 0xdfff, 0xe000, 0xfffe, 0xffff, 0x1f600, 0xe0001, 0x10ffff))
                        .mapToObj(Character::toString), Stream.of("", "Bearer x", "a\tb", "a\r\nb", "\ud83d\ude00\u0000"))
                .forEach(value -> assertThat(allows(firewall, value)).as(() -> value.codePoints().mapToObj(Integer::toHexString).toList().toString())
                        .isEqualTo(allows(standard, value)));
    }

    private static boolean allows(HttpFirewall firewall, String value) {
        var request = new MockHttpServletRequest("GET", "/v1/credentials/list");
        request.addHeader("X-Any", value);
        try {
            return value.equals(firewall.getFirewalledRequest(request).getHeader("X-Any"));
        } catch (RequestRejectedException e) {
            return false;
        }
    }
}
