package io.nija.vault.vault;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.nija.vault.base.BrokerId;
import io.nija.vault.base.CredentialId;
import io.nija.vault.base.UserId;
import io.nija.vault.testing.DevVault;
import io.nija.vault.testing.Loopback;
import io.nija.vault.testing.Loopback.Reply;
import io.nija.vault.testing.Loopback.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.vault.authentication.JwtAuthentication;
import org.springframework.vault.authentication.JwtAuthenticationOptions;
import org.springframework.vault.authentication.LoginToken;
import org.springframework.vault.support.Versioned;
import org.springframework.web.client.HttpStatusCodeException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** What a person is told when Vault does not do what was asked, and that no value is ever part of it. */
class VaultErrorsTest {

    private static final CredentialId KEY = CredentialId.of(new UserId("zoe"), new BrokerId("okx"));

    private final String value = UUID.randomUUID().toString();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (var one : open) {
            one.close();
        }
    }

    private <T extends AutoCloseable> T keep(T one) {
        open.addFirst(one);
        return one;
    }

    private URI answering(int status, String body) throws IOException {
        return keep(Loopback.answering(request -> new Reply(request.path().contains("lookup-self") ? 200 : status,
                request.path().contains("lookup-self") ? "{\"data\":{}}" : body))).address();
    }

    private KeyValue at(URI address) {
        return withToken(address, UUID.randomUUID().toString());
    }

    private KeyValue withToken(URI address, String token) {
        return withToken(Settings.to(address), token);
    }

    private KeyValue withToken(VaultProperties settings, String token) {
        var connection = keep(new VaultConnection(settings));
        return new KeyValue(new VaultSession(connection, c -> () -> LoginToken.of(token), new ByHand()));
    }

    private Throwable failureOfWrite(KeyValue vault) {
        var failure = catchThrowable(() -> vault.write(KEY, Map.of("api_key", "any", "api_secret", value), 0));
        assertThat(failure).isNotNull();
        return failure;
    }

    private static Consumer<Throwable> isUnavailable(VaultStatus status) {
        return e -> assertThat(e).isInstanceOfSatisfying(VaultUnavailableException.class, unavailable -> {
            assertThat(unavailable.status()).isEqualTo(status);
            assertThat(unavailable).hasMessage(status.message());
        });
    }

    @Test
    void aSealedVaultIsCalledSealed() throws IOException {
        assertThat(failureOfWrite(at(answering(503, "{\"errors\":[\"Vault is sealed\"]}")))).satisfies(isUnavailable(VaultStatus.SEALED))
                .hasMessageContaining("unsealed");
    }

    @Test
    void aRealSealedVaultIsCalledSealed() throws IOException {
        var vault = keep(DevVault.start());
        assertThat(vault.root().send("POST", "sys/seal").ok()).isTrue();

        assertThat(failureOfWrite(at(vault.address()))).satisfies(isUnavailable(VaultStatus.SEALED));
    }

    @ParameterizedTest
    @CsvSource({ "500,internal error", "502,<html>bad gateway</html>", "503,no leader" })
    void aFailingVaultIsDown(int status, String body) throws IOException {
        assertThat(failureOfWrite(at(answering(status, body)))).satisfies(isUnavailable(VaultStatus.DOWN));
    }

    @Test
    void nobodyAtTheAddressIsDown() throws IOException {
        assertThat(failureOfWrite(at(Loopback.nobody()))).satisfies(isUnavailable(VaultStatus.DOWN)).hasMessageContaining("try again");
    }

    @Test
    void noAnswerInTimeIsSlow() throws IOException {
        var end = new CountDownLatch(1);
        var server = keep(Loopback.answering(request -> {
            try {
                end.await(5, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new Reply(200, "{}");
        }));

        assertThat(failureOfWrite(withToken(Settings.impatient(server.address()), "any"))).satisfies(isUnavailable(VaultStatus.SLOW));
        end.countDown();
    }

    @Test
    void aRefusalSaysThatTheRoleDoesNotAllowIt() throws IOException {
        assertThat(failureOfWrite(at(answering(403, "{\"errors\":[\"permission denied\"]}")))).isInstanceOf(VaultDeniedException.class)
                .hasMessage("Vault does not allow this for your role.");
    }

    @Test
    void theSecondOfTwoWritersIsToldByARealVault() throws IOException {
        var server = keep(DevVault.start());
        var vault = withToken(server.address(), server.rootToken().expose());
        vault.write(KEY, Map.of("api_key", "first"), 0);

        var failure = failureOfWrite(vault);

        assertThat(failure).isInstanceOf(VersionConflictException.class).hasMessage("Somebody changed this key meanwhile.");
        assertHoldsNot(failure, value);
    }

    @Test
    void aSignInThatHasExpiredAsksForANewOne() throws IOException {
        var address = answering(400, "{\"errors\":[\"error validating token: token is expired\"]}");
        var jwt = "header." + value + ".signature";
        var connection = keep(new VaultConnection(Settings.to(address)));
        var vault = new KeyValue(new VaultSession(connection, c -> new JwtAuthentication(
                JwtAuthenticationOptions.builder().role("user").path("jwt").jwt(jwt).build(), c.withoutToken()), new ByHand()));

        var failure = failureOfWrite(vault);

        assertThat(failure).isInstanceOf(VaultSignInException.class).hasMessageContaining("sign in again");
        assertHoldsNot(failure, value);
    }

    @Test
    void aSignInWhileVaultIsSealedIsNotBlamedOnThePerson() throws IOException {
        var address = answering(503, "{\"errors\":[\"Vault is sealed\"]}");
        var connection = keep(new VaultConnection(Settings.to(address)));
        var vault = new KeyValue(new VaultSession(connection, c -> new JwtAuthentication(
                JwtAuthenticationOptions.builder().role("user").path("jwt").jwt("any").build(), c.withoutToken()), new ByHand()));

        assertThat(failureOfWrite(vault)).satisfies(isUnavailable(VaultStatus.SEALED));
    }

    @ParameterizedTest
    @CsvSource({ "200", "400", "403", "404", "413", "429", "500", "502", "503" })
    void noFailureHoldsTheValueEvenWhenTheAnswerRepeatsIt(int status) throws IOException {
        for (var echo : List.of("%s", "{\"errors\":[\"cannot store %s\"]}", "{\"data\": %s}", "{\"errors\":[\"check-and-set %s\"]}", "sealed %s")) {
            var server = keep(Loopback.answering(request -> reply(request, status, echo)));

            assertHoldsNot(failureOfWrite(at(server.address())), value);
        }
    }

    private Reply reply(Request request, int status, String echo) {
        return request.path().contains("lookup-self") ? new Reply(200, "{\"data\":{}}") : new Reply(status, echo.formatted(value));
    }

    @Test
    void noFailureToReadHoldsTheValue() throws IOException {
        for (var broken : List.of("{\"data\":{\"data\":{\"api_secret\":\"%1$s\"", "{\"data\":%1$s}", "%1$s",
                "{\"data\":\"%1$s\"}", "{\"data\":{\"data\":\"%1$s\",\"metadata\":{}}}",
                "{\"data\":{\"data\":{\"api_secret\":\"%1$s\"},\"metadata\":{\"version\":\"none\",\"created_time\":\"never\"}}}")) {
            var vault = at(answering(200, broken.formatted(value)));

            var failure = catchThrowable(() -> vault.read(KEY, Versioned.Version.unversioned()));

            assertThat(failure).as(broken).isNotNull();
            assertHoldsNot(failure, value);
        }
    }

    @Test
    void noFailureToConnectHoldsTheValueOrTheToken() throws IOException {
        var token = UUID.randomUUID().toString();

        var failure = failureOfWrite(withToken(Loopback.nobody(), token));

        assertHoldsNot(failure, value);
        assertHoldsNot(failure, token);
    }

    @Test
    void whatIsReadRedactsItself() {
        assertThat(new SecretData(Map.of("api_secret", value), 1).toString()).doesNotContain(value).contains("api_secret");
    }

    /** Messages, causes, suppressed failures, the printed trace, and the answers that they keep. */
    private static void assertHoldsNot(Throwable failure, String text) {
        var seen = Collections.<Throwable>newSetFromMap(new IdentityHashMap<>());
        for (var cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
            assertThat(String.valueOf(cause.getMessage())).doesNotContain(text);
            if (cause instanceof HttpStatusCodeException answer) {
                assertThat(answer.getResponseBodyAsString()).doesNotContain(text);
            }
        }
        var trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain(text);
    }
}
