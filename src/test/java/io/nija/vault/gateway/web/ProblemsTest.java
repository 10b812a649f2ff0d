package io.nija.vault.gateway.web;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

import io.nija.vault.base.ConsoleException;
import io.nija.vault.gateway.limit.Allowance;
import io.nija.vault.gateway.limit.TooManyRequestsException;
import io.nija.vault.testing.DevVault;
import io.nija.vault.testing.Loopback;
import io.nija.vault.vault.Transits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.AuthenticationServiceException;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What a program is told when something fails that it has no part in. */
@ExtendWith(OutputCaptureExtension.class)
class ProblemsTest {

    private final Problems problems = new Problems(new JsonMapper());

    private MockHttpServletResponse told(Exception failure) {
        var response = new MockHttpServletResponse();
        assertThat(problems.resolveException(new MockHttpServletRequest("GET", "/v1/credentials/list"), response, null, failure)).isNotNull();
        return response;
    }

    private static ConsoleException fails(URI vault) {
        return catchThrowableOfType(ConsoleException.class, () -> Transits.at(vault, "t").newDataKey());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = { "503; {\"errors\":[\"Vault is sealed\"]}", "500; {\"errors\":[\"internal error\"]}", "429; {\"errors\":[\"quota\"]}",
            "307; {}" })
    void whileVaultDoesNotServeTheCallerIsToldWhenToComeAgain(int status, String body) throws IOException {
        try (var vault = Loopback.answering(status, body)) {
            var answer = told(fails(vault.address()));

            assertThat(answer.getStatus()).isEqualTo(503);
            assertThat(answer.getHeader("Retry-After")).matches("[1-9]\\d*");
            assertThat(answer.getContentType()).isEqualTo("application/problem+json");
            assertThat(answer.getContentAsString()).contains("Service Unavailable").doesNotContain("errors", "127.0.0.1");
        }
    }

    @Test
    void theSameWhileThereIsNoVault() throws IOException {
        var answer = told(fails(URI.create("http://127.0.0.1:" + DevVault.freePort())));

        assertThat(answer.getStatus()).isEqualTo(503);
        assertThat(answer.getHeader("Retry-After")).matches("[1-9]\\d*");
    }

    @Test
    void theSameWhileTheIssuerDoesNotAnswer() {
        var answer = told(new AuthenticationServiceException("no keys"));

        assertThat(answer.getStatus()).isEqualTo(503);
        assertThat(answer.getHeader("Retry-After")).matches("[1-9]\\d*");
    }

    @Test
    void aLimitIsToldInFull() {
        var answer = told(new TooManyRequestsException(new Allowance("user", 3000, Duration.ofMinutes(1), false, 0,
                Duration.ofSeconds(60), Duration.ofMillis(1200))));

        assertThat(answer.getStatus()).isEqualTo(429);
        assertThat(answer.getHeader("RateLimit-Policy")).isEqualTo("\"user\";q=3000;w=60");
        assertThat(answer.getHeader("RateLimit")).isEqualTo("\"user\";r=0;t=60");
        assertThat(answer.getHeader("Retry-After")).isEqualTo("2");
    }

    @Test
    void whatNobodyExpectedTellsNothingOfItself(CapturedOutput output) throws IOException {
        var answer = told(new IllegalStateException("quotes a value"));

        assertThat(answer.getStatus()).isEqualTo(500);
        assertThat(answer.getContentAsString()).doesNotContain("quotes", "IllegalState").contains("request id");
        assertThat(output.getAll()).contains("A request failed");
    }

    @Test
    void whatIsNotOfTheGatewayIsNotItsBusiness() {
        assertThat(problems.resolveException(new MockHttpServletRequest("GET", "/keys"), new MockHttpServletResponse(), null, new IllegalStateException())).isNull();
    }

    @Test
    void requestsHoldNothingThatTheyPrint() {
        var store = new Requests.Store("zoe", "kraken", "the-value", "the-value", Map.of("p", "the-value"));
        var rotate = new Requests.Rotate("zoe", "kraken", "the-value", "the-value", Map.of("p", "the-value"));

        assertThat(store + " " + rotate + " " + store.material()).doesNotContain("the-value");
    }
}
