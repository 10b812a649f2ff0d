package io.nija.vault.vault;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import io.nija.vault.base.CredentialId;
import io.nija.vault.base.SecretValue;
import io.nija.vault.base.UserId;
import io.nija.vault.security.BearerToken;
import io.nija.vault.security.CurrentUser;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.vault.core.VaultOperations;
import org.springframework.vault.support.Versioned;

/** The keys of the person in whose name a program calls, under the Vault token that their access token was taken for. */
@Component
public class BearerVault implements Secrets {

    private final VaultConnection connection;
    private final BearerLogins logins;
    private final CurrentUser user;
    private final DirectReads reads;
    private final KeyValue keyValue = new KeyValue(new Calls());

    BearerVault(VaultConnection connection, BearerLogins logins, CurrentUser user) {
        this.connection = connection;
        this.logins = logins;
        this.user = user;
        reads = connection.directReads();
    }

    /**
     * Makes sure that Vault has taken the caller's access token for reading, by a login if need be.
     *
     * @return until when it counts as taken
     * @throws VaultException when Vault does not answer or refuses
     */
    public Instant signedInUntil() {
        return logins.of(bearer(), VaultRole.USER_READ).expiresAt();
    }

    /** Goes the way of a read, but for the read, so that the first one finds compiled code. */
    public void warmUp() {
        reads.warmUp();
    }

    private BearerToken bearer() {
        return user.bearerToken().orElseThrow(() -> new IllegalStateException("Nobody calls with an access token"));
    }

    /** A batch token cannot be told from a lost one before it is used, say after Vault was restored from a backup. */
    private <T> T again(VaultRole role, Function<SecretValue, T> operation) {
        var bearer = bearer();
        var login = logins.of(bearer, role);
        try {
            return operation.apply(login.token());
        } catch (VaultDeniedException e) {
            logins.forget(bearer, role, login);
            return operation.apply(logins.of(bearer, role).token());
        }
    }

    private class Calls implements VaultCalls {

        @Override
        public <T> T call(Function<VaultOperations, T> operation) {
            return again(VaultRole.USER_GATEWAY, token -> VaultSession.attempt(() -> operation.apply(connection.withToken(token))));
        }
    }

    @Override
    public Optional<SecretData> read(CredentialId id) {
        return again(VaultRole.USER_READ, token -> reads.read(id, token));
    }

    @Override
    public Optional<SecretData> read(CredentialId id, int version) {
        return keyValue.read(id, Versioned.Version.from(version));
    }

    @Override
    public List<String> keys(UserId owner) {
        return keyValue.keys(owner);
    }

    @Override
    public Optional<SecretMetadata> metadata(CredentialId id) {
        return keyValue.metadata(id);
    }

    @Override
    public int write(CredentialId id, Map<String, Object> values, int expectedVersion) {
        return keyValue.write(id, values, expectedVersion);
    }

    @Override
    public void annotate(CredentialId id, Map<String, @Nullable String> entries) {
        keyValue.annotate(id, entries);
    }

    @Override
    public void delete(CredentialId id, List<Integer> versions) {
        keyValue.delete(id, versions);
    }

    @Override
    public void undelete(CredentialId id, List<Integer> versions) {
        keyValue.undelete(id, versions);
    }

    /** Always refused: destroying wants a fresh sign-in, which no program has. */
    @Override
    public void destroy(CredentialId id, List<Integer> versions) {
        throw new VaultDeniedException(null);
    }
}
