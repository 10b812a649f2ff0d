package io.nija.vault.vault;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;

import com.nimbusds.jwt.SignedJWT;
import io.nija.vault.base.CredentialId;
import io.nija.vault.base.SecretValue;
import io.nija.vault.base.UserId;
import io.nija.vault.security.BearerToken;
import io.nija.vault.security.CurrentUser;
import io.nija.vault.testing.AuditFile;
import io.nija.vault.testing.ConsoleTest;
import io.nija.vault.testing.Loopback.Reply;
import io.nija.vault.testing.Loopback.Request;
import io.nija.vault.testing.Loopback;
import io.nija.vault.testing.People;
import io.nija.vault.testing.VaultCaller;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.concurrent.DelegatingSecurityContextCallable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

import static io.nija.vault.testing.People.ALICE;
import static io.nija.vault.testing.People.BOB;
import static io.nija.vault.vault.VaultRole.USER_READ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Which Vault token serves a program's call, and how often one is got. */
@ConsoleTest
class BearerLoginsTest {

    private static final String DENIED = "{\"errors\":[\"permission denied\"]}";

    @Autowired
    VaultConnection connection;
    @Autowired
    CurrentUser user;
    @Autowired
    People people;
    @Autowired
    JwtDecoder accessTokens;
    @Value("${local.directory}")
    Path directory;
    @Value("${vault.addr}")
    URI address;

    CredentialId key = People.newKey(ALICE, "okx");

    private BearerLogins logins() {
        return new BearerLogins(connection, Clock.systemUTC());
    }

    private BearerToken bearer(UserId person) throws ParseException {
        var token = people.accessToken(person);
        return new BearerToken(SecretValue.of(token), SignedJWT.parse(token).getJWTClaimsSet().getExpirationTime().toInstant());
    }

    private static <T> List<T> atOnce(int calls, Callable<T> call) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.invokeAll(IntStream.range(0, calls).mapToObj(i -> call).toList()).stream().map(future -> future.resultNow()).toList();
        }
    }

    @Test
    void fiftyCallsAtOnceTakeOneLogin() throws Exception {
        var audit = AuditFile.fromNow(directory);
        var logins = logins();
        var bearer = bearer(ALICE);

        var got = atOnce(50, () -> logins.of(bearer, USER_READ));

        assertThat(got).containsOnly(got.getFirst());
        assertThat(audit.successes("auth/jwt/login")).hasSize(1);
        logins.of(bearer, USER_READ);
        assertThat(audit.successes("auth/jwt/login")).hasSize(1);
    }

    @Test
    void everyAccessTokenHasALoginOfItsOwn() throws Exception {
        var logins = logins();

        var alices = logins.of(bearer(ALICE), USER_READ);
        var bobs = logins.of(bearer(BOB), USER_READ);

        assertThat(logins.of(bearer(ALICE), USER_READ).token()).as("another token of hers").isNotEqualTo(alices.token());
        assertThat(new VaultCaller(address, alices.token().expose()).send("GET", "secret/data/" + key.path()).status()).as("not there").isEqualTo(404);
        assertThat(new VaultCaller(address, bobs.token().expose()).send("GET", "secret/data/" + key.path()).status()).as("not his").isEqualTo(403);
    }

    @Test
    void aLoginIsKeptNoLongerThanTheVaultToken() throws Exception {
        assertThat(logins().of(bearer(ALICE), USER_READ).expiresAt()).isBetween(Instant.now().plusSeconds(14 * 60), Instant.now().plusSeconds(15 * 60));
    }

    @Test
    void aLoginIsKeptNoLongerThanTheAccessToken() throws Exception {
        var logins = logins();
        var ends = Instant.now().plusMillis(1500);
        var bearer = new BearerToken(bearer(ALICE).value(), ends);

        var first = logins.of(bearer, USER_READ);
        assertThat(first.expiresAt()).isEqualTo(ends);
        Thread.sleep(Duration.between(Instant.now(), ends).plusMillis(50));

        assertThat(logins.of(bearer, USER_READ).token()).isNotEqualTo(first.token());
    }

    @Test
    void whatVaultRefusesIsAskedForAgain() throws Exception {
        var refusals = new AtomicInteger();
        try (var vault = vault(request -> refusals.incrementAndGet() == 1 ? new Reply(400, "{\"errors\":[\"no\"]}") : login("t1"), request -> null)) {
            var logins = new BearerLogins(to(vault), Clock.systemUTC());
            var bearer = bearer(ALICE);

            assertThatExceptionOfType(VaultSignInException.class).isThrownBy(() -> logins.of(bearer, USER_READ))
                    .satisfies(e -> assertThat(String.valueOf(e.getCause())).doesNotContain(bearer.value().expose()));

            assertThat(logins.of(bearer, USER_READ).token().expose()).isEqualTo("t1");
        }
    }

    /** As after Vault was restored from a backup. */
    @Test
    void aLostVaultTokenLeadsToOneNewLoginHoweverManyNoticeIt() throws Exception {
        var count = new AtomicInteger();
        var lost = new boolean[1];
        try (var vault = vault(request -> login("t" + count.incrementAndGet()),
                request -> lost[0] && request.headers().get("x-vault-token").equals("t1") ? new Reply(403, DENIED)
                        : new Reply(200, "{\"data\":{\"data\":{\"api_key\":\"k\"},\"metadata\":{\"version\":7}}}"))) {
            var secrets = secrets(vault);
            assertThat(secrets.read(key).orElseThrow().version()).isEqualTo(7);
            lost[0] = true;
            var context = SecurityContextHolder.getContext();

            assertThat(atOnce(20, () -> DelegatingSecurityContextCallable.create(
                    () -> secrets.read(key).orElseThrow().version(), context).call())).containsOnly(7);

            assertThat(count).hasValue(2);
        }
    }

    @Test
    void aRefusalThatIsMeantIsOneAfterOneMoreLogin() throws Exception {
        var count = new AtomicInteger();
        try (var vault = vault(request -> login("t" + count.incrementAndGet()), request -> new Reply(403, DENIED))) {
            var secrets = secrets(vault);

            assertThatExceptionOfType(VaultDeniedException.class).isThrownBy(() -> secrets.read(key));
            assertThatExceptionOfType(VaultDeniedException.class).isThrownBy(() -> secrets.keys(ALICE));

            assertThat(count.get()).as("two for each role").isLessThanOrEqualTo(4);
        }
    }

    @Test
    void noTokenIsInWhatIsPrinted() throws Exception {
        var bearer = bearer(ALICE);
        var login = logins().of(bearer, USER_READ);

        assertThat(login + " " + bearer).doesNotContain(login.token().expose(), bearer.value().expose());
    }

    private BearerVault secrets(Loopback vault) throws ParseException {
        var jwt = accessTokens.decode(people.accessToken(ALICE));
        SecurityContextHolder.getContext().setAuthentication(new JwtAuthenticationToken(jwt, List.of(), "alice"));
        var connection = to(vault);
        return new BearerVault(connection, new BearerLogins(connection, Clock.systemUTC()), user);
    }

    private static Loopback vault(Function<Request, Reply> login, Function<Request, Reply> other) throws IOException {
        return Loopback.answering(request -> request.path().endsWith("/login") ? login.apply(request) : other.apply(request));
    }

    private static Reply login(String token) {
        return new Reply(200, "{\"auth\":{\"client_token\":\"" + token + "\",\"lease_duration\":900,\"renewable\":false,\"token_type\":\"batch\"}}");
    }

    private static VaultConnection to(Loopback vault) {
        return new VaultConnection(new VaultProperties(List.of(vault.address()), null, null, null, null, null, 50,
                Duration.ofSeconds(5), Duration.ofSeconds(5)));
    }
}
