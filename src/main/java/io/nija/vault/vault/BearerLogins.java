package io.nija.vault.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionException;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.nija.vault.base.SecretValue;
import io.nija.vault.security.BearerToken;
import org.springframework.stereotype.Component;
import org.springframework.vault.authentication.JwtAuthentication;
import org.springframework.vault.authentication.JwtAuthenticationOptions;
import org.springframework.vault.authentication.LoginToken;
import org.springframework.vault.support.VaultToken;
import org.springframework.web.client.RestTemplate;

/**
 * The Vault tokens of those who call with an access token, one for each and what it is used for. They are kept in memory
 * under a hash of the access token, as long as both live, and each is got by one login, however many calls come at once. They
 * are batch tokens: getting one writes nothing, and all nodes of a cluster know it at once. They cannot be revoked and need not
 * be: they end within minutes, and whoever has the access token gets another anyway.
 */
@Component
class BearerLogins {

    /** Those who call within the quarter of an hour that a token lives. Beyond that, some log in more often. */
    private static final int AT_MOST = 50_000;

    private record Key(VaultRole role, ByteBuffer digest) {
    }

    private final RestTemplate vault;
    private final Clock clock;
    private final AsyncCache<Key, BearerLogin> logins;

    BearerLogins(VaultConnection connection, Clock clock) {
        this.vault = connection.withoutToken();
        this.clock = clock;
        logins = Caffeine.newBuilder()
                .maximumSize(AT_MOST)
                .expireAfter(Expiry.<Key, BearerLogin>creating((key, login) -> login.remaining(Instant.now(clock))))
                .executor(Thread::startVirtualThread)
                .buildAsync();
    }

    /** @throws VaultException when Vault does not answer or refuses the access token */
    BearerLogin of(BearerToken bearer, VaultRole role) {
        var key = key(bearer, role);
        var found = logins.get(key, absent -> login(bearer, role));
        try {
            return found.join();
        } catch (CompletionException e) {
            // The cache drops a failure by itself, but perhaps not before the next call.
            logins.asMap().remove(key, found);
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    /** Lets the next call log in anew, as Vault no longer knows this token; one that has taken its place meanwhile stays. */
    void forget(BearerToken bearer, VaultRole role, BearerLogin lost) {
        logins.synchronous().asMap().remove(key(bearer, role), lost);
    }

    private BearerLogin login(BearerToken bearer, VaultRole role) {
        var options = JwtAuthenticationOptions.builder().path(Provisioning.JWT)
                .role(role.vaultName()).jwt(bearer.value().expose()).build();
        VaultToken token = VaultSession.attempt(() -> new JwtAuthentication(options, vault).login());
        var life = token instanceof LoginToken login ? login.getLeaseDuration() : Duration.ZERO;
        var ends = Instant.now(clock).plus(life);
        return new BearerLogin(SecretValue.of(token.getToken()), ends.isBefore(bearer.expiresAt()) ? ends : bearer.expiresAt());
    }

    private static Key key(BearerToken bearer, VaultRole role) {
        try {
            var jwt = bearer.value().expose().getBytes(StandardCharsets.US_ASCII);
            return new Key(role, ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(jwt)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
