package io.nija.vault.vault;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.nija.vault.base.SecretValue;
import io.nija.vault.base.StartupException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How to reach Vault. The names follow Vault's own environment: {@code VAULT_ADDR} (several addresses with commas: the
 * next one serves when one fails), {@code VAULT_ROLE_ID}, {@code VAULT_SECRET_ID}, {@code VAULT_NAMESPACE},
 * {@code VAULT_CACERT}, and for development only {@code VAULT_TOKEN} in place of the AppRole.
 *
 * @param connections    size of the one HTTP connection pool that all sessions share
 * @param connectTimeout for a connection, and for the wait for a free one in the pool
 * @param readTimeout    for an answer
 */
@ConfigurationProperties("vault")
public record VaultProperties(
        List<URI> addr,
        @Nullable String roleId,
        @Nullable String secretId,
        @Nullable String token,
        @Nullable String namespace,
        @Nullable Path cacert,
        @DefaultValue("100") int connections,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("5s") Duration readTimeout) {

    /** @throws StartupException when an address is not of the form {@code https://host:port} */
    public VaultProperties {
        for (var address : addr) {
            boolean bare = address.getRawPath() == null || address.getRawPath().isEmpty() || address.getRawPath().equals("/");
            if (address.getScheme() == null || address.getHost() == null || !bare) {
                throw new StartupException("VAULT_ADDR must be addresses such as https://vault:8200, without a path, with commas between them.");
            }
        }
    }

    /** The KV v2 mount. Policies name it, so it is not a setting. */
    static final String KV_MOUNT = "secret";

    /** For provisioning, which has time to wait and brings its own token. */
    static VaultProperties forOneErrand(URI address) {
        return new VaultProperties(List.of(address), null, null, null, null, null, 4, Duration.ofSeconds(5), Duration.ofSeconds(30));
    }

    /** One of the nodes and no other, for an errand that has time to wait and brings its own token, if it needs one. */
    VaultProperties forOneErrandAt(URI node) {
        return new VaultProperties(List.of(node), null, null, null, namespace, cacert, 4, Duration.ofSeconds(5), Duration.ofSeconds(30));
    }

    /** The same Vault for whoever would rather have no answer than a late one. */
    VaultProperties inHaste(int connections, Duration patience) {
        return new VaultProperties(addr, roleId, secretId, token, namespace, cacert, connections, patience, patience);
    }

    AppRoleCredentials appRole() {
        if (roleId == null || secretId == null) {
            throw new IllegalStateException("VAULT_ROLE_ID and VAULT_SECRET_ID are not set");
        }
        return new AppRoleCredentials(roleId, SecretValue.of(secretId));
    }

    /** Without the secrets: records print all their components otherwise. */
    @Override
    public String toString() {
        return "VaultProperties[addr=" + addr + ", namespace=" + namespace + ", connections=" + connections + "]";
    }
}
