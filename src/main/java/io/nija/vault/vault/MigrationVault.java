package io.nija.vault.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import io.nija.vault.base.CredentialId;
import io.nija.vault.base.SecretValue;
import org.jspecify.annotations.Nullable;
import org.springframework.vault.core.VaultOperations;
import org.springframework.vault.core.VaultVersionedKeyValueOperations;
import org.springframework.vault.support.Versioned;

/**
 * Vault as the migration of existing credentials sees it, under two identities: {@code migration}, which lives for
 * minutes and can only add keys that are not there, and {@code trading-engine}, which reads them back as the platform is
 * going to. Every method throws {@link VaultException} when Vault does not answer or refuses.
 */
public final class MigrationVault implements AutoCloseable {

    private final VaultConnection connection;
    private final String name;
    private final ServiceErrand writer;
    private final ServiceErrand reader;

    private MigrationVault(VaultConnection connection, String name, ServiceErrand writer, ServiceErrand reader) {
        this.connection = connection;
        this.name = name;
        this.writer = writer;
        this.reader = reader;
    }

    /** @param properties with an operator's token, which issues one secret id each and is used for nothing else */
    public static MigrationVault open(VaultProperties properties) {
        var connection = new VaultConnection(properties);
        return orClosed(connection, () -> signIn(connection, properties,
                connection.withToken(SecretValue.of(Objects.requireNonNull(properties.token())))));
    }

    /** @param operator signs in for a moment, in place of an operator's token */
    public static MigrationVault open(VaultProperties properties, AppRoleCredentials operator) {
        var connection = new VaultConnection(properties);
        return orClosed(connection, () -> {
            try (var moment = ServiceErrand.signIn(connection, operator)) {
                return signIn(connection, properties, moment.vault());
            }
        });
    }

    private static MigrationVault orClosed(VaultConnection connection, Supplier<MigrationVault> opening) {
        try {
            return attempt(opening);
        } catch (RuntimeException e) {
            close(connection);
            throw e;
        }
    }

    private static MigrationVault signIn(VaultConnection connection, VaultProperties properties, VaultOperations operator) {
        var appRoles = new AppRoles(operator);
        var writer = ServiceErrand.signIn(connection, appRoles.issueForOneSignIn(ServiceRole.MIGRATION));
        try {
            var reader = ServiceErrand.signIn(connection, appRoles.issueForOneSignIn(ServiceRole.TRADING_ENGINE));
            return new MigrationVault(connection, name(connection, properties.namespace()), writer, reader);
        } catch (RuntimeException e) {
            writer.close();
            throw e;
        }
    }

    private static String name(VaultConnection connection, @Nullable String namespace) {
        var health = connection.withoutToken().getForObject("sys/health?standbyok=true&perfstandbyok=true", Map.class);
        return health.get("cluster_id") + (namespace == null ? "" : "/" + namespace);
    }

    /** Which Vault, and namespace in it, this is, whatever the address that it was reached by. */
    public String name() {
        return name;
    }

    /** When the identity that writes ends. */
    public Instant writesUntil() {
        return writer.endsAt();
    }

    /** Writes the first version of a key. @return false when there is one already, be it a deleted one; it stays as it is */
    public boolean create(CredentialId id, Map<String, Object> values) {
        try {
            attempt(() -> keyValue(writer).put(id.path(), Versioned.create(values, Versioned.Version.from(0))));
            return true;
        } catch (VersionConflictException e) {
            return false;
        } catch (VaultDeniedException e) {
            // Writing what exists is an update to Vault, which this identity may not.
            if (read(id).state() == State.ABSENT) {
                throw e;
            }
            return false;
        }
    }

    public Found read(CredentialId id) {
        Versioned<Map<String, Object>> found = attempt(() -> keyValue(reader).get(id.path(), Versioned.Version.unversioned()));
        if (found == null) {
            return new Found(State.ABSENT, null);
        }
        return found.hasData() ? new Found(State.LIVE, data(found)) : new Found(State.DELETED, null);
    }

    private static SecretData data(Versioned<Map<String, Object>> found) {
        var values = new HashMap<>(found.getRequiredData());
        values.values().removeIf(Objects::isNull);
        return new SecretData(values, found.getRequiredMetadata().getVersion().getVersion());
    }

    private static VaultVersionedKeyValueOperations keyValue(ServiceErrand errand) {
        return errand.vault().opsForVersionedKeyValue(VaultProperties.KV_MOUNT);
    }

    private static <T extends @Nullable Object> T attempt(Supplier<T> operation) {
        try {
            return operation.get();
        } catch (RuntimeException e) {
            throw VaultErrors.translate(e);
        }
    }

    /** Revokes both tokens. */
    @Override
    public void close() {
        writer.close();
        reader.close();
        close(connection);
    }

    private static void close(VaultConnection connection) {
        try {
            connection.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public enum State { LIVE, DELETED, ABSENT }

    /** What is at a key's path. @param data only of a live one */
    public record Found(State state, @Nullable SecretData data) {
    }
}
