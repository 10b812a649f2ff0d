package io.nija.vault.vault;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.nija.vault.base.CredentialId;
import io.nija.vault.base.UserId;
import io.nija.vault.security.CurrentUser;
import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;
import org.springframework.vault.authentication.JwtAuthentication;
import org.springframework.vault.authentication.JwtAuthenticationOptions;
import org.springframework.vault.support.Versioned;
import org.springframework.web.context.annotation.SessionScope;

/**
 * The signed-in person's own sign-ins to Vault, one per role they use, made with their own OIDC token. They live and
 * die with the web session: in memory only, revoked at logout and when the session ends.
 */
@Component
@SessionScope
class PersonVault implements Secrets {

    private final VaultConnection connection;
    private final CurrentUser user;
    private final TaskScheduler scheduler;
    private final Map<VaultRole, VaultSession> sessions = new ConcurrentHashMap<>();

    PersonVault(VaultConnection connection, CurrentUser user, TaskScheduler scheduler) {
        this.connection = connection;
        this.user = user;
        this.scheduler = scheduler;
    }

    private KeyValue own() {
        return new KeyValue(sessions.computeIfAbsent(VaultRole.USER, this::signIn));
    }

    private VaultSession signIn(VaultRole role) {
        // The token is asked for at each login, not kept: a step-up brings a newer one.
        return new VaultSession(connection, c -> new JwtAuthentication(JwtAuthenticationOptions.builder()
                .role(role.vaultName())
                .path(Provisioning.JWT)
                .jwtSupplier(() -> user.idToken().expose())
                .build(), c.withoutToken()), scheduler);
    }

    @Override
    public List<String> keys(UserId owner) {
        return own().keys(owner);
    }

    @Override
    public Optional<SecretMetadata> metadata(CredentialId id) {
        return own().metadata(id);
    }

    @Override
    public Optional<SecretData> read(CredentialId id) {
        return own().read(id, Versioned.Version.unversioned());
    }

    @Override
    public Optional<SecretData> read(CredentialId id, int version) {
        return own().read(id, Versioned.Version.from(version));
    }

    @Override
    public int write(CredentialId id, Map<String, Object> values, int expectedVersion) {
        return own().write(id, values, expectedVersion);
    }

    @Override
    public void annotate(CredentialId id, Map<String, @Nullable String> entries) {
        own().annotate(id, entries);
    }

    @Override
    public void delete(CredentialId id, List<Integer> versions) {
        own().delete(id, versions);
    }

    @Override
    public void undelete(CredentialId id, List<Integer> versions) {
        own().undelete(id, versions);
    }

    @Override
    public void destroy(CredentialId id, List<Integer> versions) {
        try (var moment = signIn(VaultRole.USER_DESTROY)) {
            new KeyValue(moment).destroy(id, versions);
        }
    }

    @PreDestroy
    void end() {
        sessions.values().forEach(VaultSession::close);
        sessions.clear();
    }
}
