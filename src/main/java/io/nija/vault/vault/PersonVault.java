package io.nija.vault.vault;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import io.nija.vault.base.CredentialId;
import io.nija.vault.base.SecretValue;
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
 * The signed-in person's own sign-in to Vault, made with their own OIDC token. It lives and dies with the web session:
 * in memory only, revoked at logout and when the session ends. What needs another role signs in for that moment.
 */
@Component
@SessionScope
class PersonVault implements Secrets {

    private final VaultConnection connection;
    private final CurrentUser user;
    private final TaskScheduler scheduler;
    private @Nullable VaultSession session;
    private @Nullable VaultSession adminSession;
    private boolean ended;

    PersonVault(VaultConnection connection, CurrentUser user, TaskScheduler scheduler) {
        this.connection = connection;
        this.user = user;
        this.scheduler = scheduler;
    }

    /**
     * Signs in to Vault now, while the OIDC token is new: providers let them live for minutes only.
     *
     * @throws VaultException when Vault does not answer or refuses; then the first use tries again
     */
    void signIn() {
        session().signIn();
    }

    /** The same as an admin, whose sign-in ends after an hour and takes a new one of the person then. */
    void signInAsAdmin() {
        adminSession().signIn();
    }

    /** Calls under the admin's own token. */
    VaultCalls asAdmin() {
        return adminSession();
    }

    /** The same for what does not go through Spring Vault. */
    <T> T asAdminWithToken(Function<SecretValue, T> operation) {
        return adminSession().callWithToken(operation);
    }

    private KeyValue own() {
        return new KeyValue(session());
    }

    private synchronized VaultSession session() {
        if (ended) {
            throw new IllegalStateException("The web session has ended");
        }
        if (session == null) {
            session = session(VaultRole.USER);
        }
        return session;
    }

    private synchronized VaultSession adminSession() {
        if (ended) {
            throw new IllegalStateException("The web session has ended");
        }
        if (adminSession == null) {
            adminSession = session(VaultRole.ADMIN);
        }
        return adminSession;
    }

    private VaultSession session(VaultRole role) {
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
        try (var moment = session(VaultRole.USER_DESTROY)) {
            new KeyValue(moment).destroy(id, versions);
        }
    }

    /** What the audit log of a device has in place of a value, which admins may ask for. */
    String auditHash(String device, SecretValue value) {
        var answer = asAdmin().call(vault -> vault.write("sys/audit-hash/" + device, Map.of("input", value.expose())));
        return (String) answer.getRequiredData().get("hash");
    }

    @PreDestroy
    synchronized void end() {
        ended = true;
        Stream.of(Optional.ofNullable(session), Optional.ofNullable(adminSession)).flatMap(Optional::stream).forEach(VaultSession::close);
    }
}
