package io.nija.vault.vault;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

import io.nija.vault.base.CredentialId;
import io.nija.vault.base.SecretValue;
import io.nija.vault.base.UserId;
import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;
import org.springframework.vault.authentication.AppRoleAuthentication;
import org.springframework.vault.authentication.AppRoleAuthenticationOptions;
import org.springframework.vault.authentication.AppRoleAuthenticationOptions.RoleId;
import org.springframework.vault.authentication.AppRoleAuthenticationOptions.SecretId;
import org.springframework.vault.authentication.ClientAuthentication;
import org.springframework.vault.authentication.TokenAuthentication;

/** The console's own sign-in to Vault, by AppRole. It reads metadata of all keys and no value. */
@Component
public class ConsoleVault implements MetadataReader {

    private static final Logger log = LoggerFactory.getLogger(ConsoleVault.class);

    private final VaultSession session;
    private final KeyValue keyValue;

    ConsoleVault(VaultConnection connection, VaultProperties properties, TaskScheduler scheduler) {
        session = new VaultSession(connection, c -> login(c, properties), scheduler);
        keyValue = new KeyValue(session);
    }

    private static ClientAuthentication login(VaultConnection connection, VaultProperties properties) {
        if (properties.token() != null) {
            log.warn("VAULT_TOKEN is set: the console uses it in place of its AppRole. For development only.");
            return new TokenAuthentication(properties.token());
        }
        var appRole = properties.appRole();
        return new AppRoleAuthentication(AppRoleAuthenticationOptions.builder()
                .path(Provisioning.APPROLE)
                .roleId(RoleId.provided(appRole.roleId()))
                .secretId(SecretId.provided(appRole.secretId().expose()))
                .build(), connection.withoutToken());
    }

    /** Everybody who has a key, by the path segment; they may be names that are not ours. */
    public List<String> owners() {
        return keyValue.owners();
    }

    @Override
    public List<String> keys(UserId owner) {
        return keyValue.keys(owner);
    }

    @Override
    public Optional<SecretMetadata> metadata(CredentialId id) {
        return keyValue.metadata(id);
    }

    /** Calls under the console's own token. */
    VaultCalls calls() {
        return session;
    }

    /** The same for what does not go through Spring Vault. */
    <T> T callWithToken(Function<SecretValue, T> operation) {
        return session.callWithToken(operation);
    }

    Map<String, Object> write(String path, Map<String, Object> body) {
        return Objects.requireNonNull(session.call(vault -> vault.write(path, body))).getRequiredData();
    }

    /** @return null when there is nothing */
    @Nullable Map<String, Object> read(String path) {
        var response = session.call(vault -> vault.read(path));
        return response == null ? null : response.getData();
    }

    /** The names below a path; empty when there are none. */
    List<String> list(String path) {
        var names = session.call(vault -> vault.list(path));
        return names == null ? List.of() : names;
    }

    @PreDestroy
    void end() {
        session.close();
    }
}
