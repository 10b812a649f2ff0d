package io.nija.vault.cluster;

import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What the nodes do not tell themselves.
 *
 * @param storageDirectories where the console can look at the nodes' raft storage to see how large it is, in the order of the
 *                           nodes' addresses; Vault does not tell
 * @param storageDatabase    JDBC address of the database that Vault stores in, for a user that may only read; null when it stores elsewhere
 */
@ConfigurationProperties("cluster")
public record ClusterProperties(@Nullable List<Path> storageDirectories, @Nullable String storageDatabase, @Nullable String storageUser,
        @Nullable String storagePassword) {

    public ClusterProperties {
        storageDirectories = storageDirectories == null ? List.of() : List.copyOf(storageDirectories);
    }

    /** Without the password: records print all their components otherwise. */
    @Override
    public String toString() {
        return "ClusterProperties[storageDirectories=" + storageDirectories + ", storageUser=" + storageUser + "]";
    }
}
