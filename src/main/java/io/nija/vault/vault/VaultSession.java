package io.nija.vault.vault;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Supplier;

import io.nija.vault.base.SecretValue;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.vault.authentication.ClientAuthentication;
import org.springframework.vault.authentication.LifecycleAwareSessionManager;
import org.springframework.vault.authentication.LifecycleAwareSessionManagerSupport.RefreshTrigger;
import org.springframework.vault.authentication.LoginToken;
import org.springframework.vault.core.VaultOperations;
import org.springframework.vault.support.VaultToken;

/**
 * One sign-in to Vault: logs in at the first call, renews its token at 80 % of its life, logs in anew when that fails,
 * and revokes the token when closed.
 */
class VaultSession implements VaultCalls, AutoCloseable {

    private final VaultConnection connection;
    private final LifecycleAwareSessionManager tokens;
    private final VaultOperations vault;

    VaultSession(VaultConnection connection, Function<VaultConnection, ClientAuthentication> login, TaskScheduler scheduler) {
        this.connection = connection;
        tokens = new LifecycleAwareSessionManager(login.apply(connection), scheduler, connection.withoutToken(),
                new AtFourFifths());
        // A token that could not be renewed because Vault was away is still good for a fifth of its life.
        tokens.setLeaseStrategy(failure -> VaultErrors.isRefusal(failure));
        vault = connection.withSession(tokens);
        connection.opened(this);
    }

    /** @throws VaultException when Vault does not answer or refuses */
    void signIn() {
        attempt(tokens::getSessionToken);
    }

    @Override
    public <T> T call(Function<VaultOperations, T> operation) {
        var token = attempt(tokens::getSessionToken);
        try {
            return attempt(() -> operation.apply(vault));
        } catch (VaultDeniedException e) {
            if (isStillGood(token)) {
                throw e;
            }
            return attempt(() -> operation.apply(vault));
        }
    }

    /** The same for what does not go through Spring Vault. */
    <T> T callWithToken(Function<SecretValue, T> operation) {
        return call(any -> operation.apply(SecretValue.of(tokens.getSessionToken().getToken())));
    }

    static <T> T attempt(Supplier<T> operation) {
        try {
            return operation.get();
        } catch (RuntimeException e) {
            throw VaultErrors.translate(e);
        }
    }

    /**
     * Whether a refusal was meant as one. A token that was revoked or lost behind our back is dropped, as Spring Vault
     * would use it for ever; one at a time, so that no call drops the token that another has just got in its place.
     */
    private synchronized boolean isStillGood(VaultToken token) {
        if (!token.equals(attempt(tokens::getSessionToken))) {
            return false;
        }
        try {
            attempt(() -> vault.read("auth/token/lookup-self"));
            return true;
        } catch (VaultDeniedException e) {
            tokens.revoke();
            return false;
        }
    }

    @Override
    public void close() {
        tokens.destroy();
        connection.closed(this);
    }

    /** Renews at four fifths of a token's life, and when that failed, again and again within the last fifth. */
    private static class AtFourFifths implements RefreshTrigger {

        /** A renewal that yields less than this has hit the token's longest life: time for a new login. */
        private static final Duration TOO_SHORT = Duration.ofSeconds(10);

        private @Nullable LoginToken tried;

        @Override
        public synchronized Instant nextExecution(LoginToken token) {
            boolean again = token == tried;
            tried = token;
            var life = token.getLeaseDuration();
            return Instant.now().plus(again ? life.dividedBy(20) : life.multipliedBy(4).dividedBy(5));
        }

        @Override
        public Duration getValidTtlThreshold(LoginToken token) {
            return TOO_SHORT;
        }
    }
}
