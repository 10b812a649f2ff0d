package io.nija.vault.gateway.web;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;

import io.nija.vault.credentials.Credentials;
import io.nija.vault.gateway.KeyReader;
import io.nija.vault.gateway.limit.LowLimits;
import io.nija.vault.security.CurrentUser;
import io.nija.vault.testing.AuditFile;
import io.nija.vault.testing.ConsoleTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

import static org.assertj.core.api.Assertions.assertThat;

/** What is refused because it is too much, by the gateway's own parts with limits that are soon reached. */
@ConsoleTest
class LimitedGatewayTest {

    private static final String LIST = "/v1/credentials/list?user_id=zoe";

    @Autowired
    KeyReader reader;
    @Autowired
    Credentials credentials;
    @Autowired
    CallersKeys keys;
    @Autowired
    CurrentUser user;
    @Autowired
    Problems problems;
    @Value("${local.directory}")
    Path directory;

    MockMvcTester gateway;

    @BeforeEach
    void letZoeAskForThreeKeysAMinute() {
        var limits = LowLimits.of(3, 100, null);
        var counted = new UserLimit(limits, user);
        gateway = MockMvcTester.create(MockMvcBuilders
                .standaloneSetup(new ReadController(reader, credentials, keys), new BatchController(reader, keys, counted))
                .addMappedInterceptors(new String[] { "/v1/credentials/list" }, counted)
                .addFilters(new RequestFilter(limits, problems)).setHandlerExceptionResolvers(problems).build());
        var token = Jwt.withTokenValue("not.for.vault").header("alg", "RS256").claim("sub", "zoe").build();
        SecurityContextHolder.getContext().setAuthentication(new JwtAuthenticationToken(token, List.of(), "zoe"));
    }

    @Test
    void whoAsksForTooMuchIsToldSoBeforeVaultIsAsked() throws IOException {
        var audit = AuditFile.fromNow(directory);
        var four = gateway.post().uri("/v1/credentials/batch").contentType("application/json").content(batch(4)).exchange();
        assertThat(four).hasStatus(429).headers().hasValue("RateLimit", "\"user\";r=3;t=0");

        assertThat(gateway.post().uri("/v1/credentials/batch").contentType("application/json").content(batch(3)).exchange())
                .hasStatusOk().headers().hasValue("RateLimit", "\"user\";r=0;t=60").hasValue("RateLimit-Policy", "\"user\";q=3;w=60");
        var more = gateway.get().uri(LIST).exchange();

        assertThat(more).hasStatus(429).headers().hasValue("RateLimit-Policy", "\"user\";q=3;w=60").hasValue("Cache-Control", "no-store");
        assertThat(more.getResponse().getHeader("RateLimit")).matches("\"user\";r=0;t=(59|60)");
        assertThat(Integer.parseInt(more.getResponse().getHeader("Retry-After"))).isBetween(10, 20);
        assertThat(more).bodyJson().extractingPath("$.title").isEqualTo("Too Many Requests");
        assertThat(audit.paths()).noneMatch(path -> path.startsWith("secret/") || path.equals("auth/jwt/login"));
    }

    /** Of somebody else's keys, which nobody looks up. */
    private static String batch(int keys) {
        return "{\"requests\":[" + String.join(",", Collections.nCopies(keys, "{\"user_id\":\"yan\",\"broker\":\"okx\"}")) + "]}";
    }

    @Test
    void anAddressThatAsksTooOftenIsRefusedBeforeAnythingElseIsDone() throws Exception {
        var filter = new RequestFilter(LowLimits.of(100, 1, null), problems);
        filter.doFilter(from("192.0.2.77"), new MockHttpServletResponse(), new MockFilterChain());
        var chain = new MockFilterChain();
        var refused = new MockHttpServletResponse();

        filter.doFilter(from("192.0.2.77"), refused, chain);

        assertThat(chain.getRequest()).as("what comes after the filter").isNull();
        assertThat(refused.getStatus()).isEqualTo(429);
        assertThat(refused.getHeader("RateLimit-Policy")).isEqualTo("\"address\";q=1;w=60");
        assertThat(refused.getHeader("RateLimit")).startsWith("\"address\";r=0;t=");
        assertThat(Integer.parseInt(refused.getHeader("Retry-After"))).isBetween(50, 60);
        assertThat(refused.getHeader("X-Request-Id")).isNotBlank();
        assertThat(refused.getHeader("Cache-Control")).isEqualTo("no-store");
        var other = new MockFilterChain();
        filter.doFilter(from("192.0.2.78"), new MockHttpServletResponse(), other);
        assertThat(other.getRequest()).as("another address").isNotNull();
    }

    private static MockHttpServletRequest from(String address) {
        var request = new MockHttpServletRequest("GET", "/v1/credentials/list");
        request.setRemoteAddr(address);
        return request;
    }
}
