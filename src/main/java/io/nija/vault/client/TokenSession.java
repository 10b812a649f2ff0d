package io.nija.vault.client;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * The client's sign-in to Vault: logs in at the first call, renews its token at 80 % of its life in the background, logs in
 * anew when that fails or the token turns out to be dead, and revokes what it made when closed.
 */
final class TokenSession implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(TokenSession.class.getName());
    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);

    private final VaultTransport vault;
    private final Login login;
    private final ScheduledExecutorService keeper =
            Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("vault-token").factory());
    private final ReentrantLock turn = new ReentrantLock();
    private volatile @Nullable VaultToken current;
    private @Nullable ApiKeyManagerException failure;
    private long failedAt;
    private boolean closed;

    TokenSession(VaultTransport vault, Login login) {
        this.vault = vault;
        this.login = login;
    }

    /** @throws ApiKeyManagerException when no node answers, or the sign-in is refused */
    VaultAnswer send(VaultRequest request) {
        var token = token();
        var answer = vault.send(request, token.value());
        if (answer.status() == 403 && isDead(token)) {
            // What was refused was not carried out, so even a write may be sent again.
            answer = vault.send(request, token().value());
        }
        return answer;
    }

    /** A token that has not expired. */
    VaultToken token() {
        var token = current;
        return token != null && !token.isExpired() ? token : replaced(token);
    }

    /** One sign-in at a time; who waited for one that failed is told so, as Vault would only be asked the same again. */
    private VaultToken replaced(@Nullable VaultToken old) {
        long asked = System.nanoTime();
        turn.lock();
        try {
            var token = current;
            if (token != null && token != old) {
                return token;
            }
            if (closed) {
                throw new IllegalStateException("This manager of API keys is closed");
            }
            if (failure != null && failedAt - asked > 0) {
                throw failure;
            }
            return adopt(login.signIn(vault));
        } catch (ApiKeyManagerException e) {
            failure = e;
            failedAt = System.nanoTime();
            throw e;
        } finally {
            turn.unlock();
        }
    }

    /** Whether a refusal was meant for the token, revoked or lost behind our back, rather than for what was asked. */
    private boolean isDead(VaultToken refused) {
        turn.lock();
        try {
            if (refused != current) {
                return true;
            }
            if (vault.send(VaultRequest.read(VaultToken.LOOKUP), refused.value()).status() != 403) {
                return false;
            }
            current = null;
            return true;
        } finally {
            turn.unlock();
        }
    }

    private VaultToken adopt(VaultToken token) {
        current = token;
        if (token.expires()) {
            keepLater(token, token.life().multipliedBy(4).dividedBy(5));
        }
        return token;
    }

    private void keepLater(VaultToken token, Duration wait) {
        long millis = Math.max(wait.toMillis(), SHORTEST_WAIT.toMillis());
        keeper.schedule(() -> keep(token), millis, TimeUnit.MILLISECONDS);
    }

    private void keep(VaultToken token) {
        turn.lock();
        try {
            if (closed || token != current || token.isExpired()) {
                return;
            }
            adopt(renewedOrNew(token));
        } catch (ApiKeyManagerException e) {
            LOG.log(Level.WARNING, "The Vault token could not be renewed and is tried again while it lives: {0}", e.getMessage());
            keepLater(token, token.life().dividedBy(20));
        } finally {
            turn.unlock();
        }
    }

    private VaultToken renewedOrNew(VaultToken token) {
        if (token.renewable()) {
            long asked = System.nanoTime();
            var answer = vault.send(VaultRequest.token(VaultToken.RENEW, Map.of()), token.value());
            if (answer.ok()) {
                var auth = answer.json().path("auth");
                var renewed = token.renewed(Duration.ofSeconds(auth.path("lease_duration").asLong(0)),
                        auth.path("renewable").asBoolean(false), asked);
                if (renewed.isWorthKeeping()) {
                    return renewed;
                }
            }
        }
        return login.signIn(vault);
    }

    /** Afterwards, the client's own token is worth nothing. One that cannot be revoked expires by itself. */
    @Override
    public void close() {
        turn.lock();
        try {
            var token = current;
            closed = true;
            current = null;
            keeper.shutdownNow();
            if (token != null && login.makesTokens() && !token.isExpired()) {
                vault.send(VaultRequest.token(VaultToken.REVOKE, Map.of()), token.value());
            }
        } catch (ApiKeyManagerException e) {
            LOG.log(Level.WARNING, "The Vault token could not be revoked and ends when its life does: {0}", e.getMessage());
        } finally {
            turn.unlock();
        }
    }
}
