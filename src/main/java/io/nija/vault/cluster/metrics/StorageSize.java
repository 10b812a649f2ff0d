package io.nija.vault.cluster.metrics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.nija.vault.cluster.ClusterProperties;
import io.nija.vault.cluster.NodeState;
import io.nija.vault.cluster.StorageDatabase;
import io.nija.vault.vault.NodeProbe;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** How large a node's storage is: its directory where the settings name one, or the database, which is the active node's. */
@Component
class StorageSize {

    private static final Logger log = LoggerFactory.getLogger(StorageSize.class);

    private final ClusterProperties properties;
    private final NodeProbe nodes;
    private final StorageDatabase database;

    StorageSize(ClusterProperties properties, NodeProbe nodes, StorageDatabase database) {
        this.properties = properties;
        this.nodes = nodes;
        this.database = database;
    }

    /** In bytes; null when it cannot be told. */
    @Nullable Double of(NodeState node) {
        int number = nodes.addresses().indexOf(node.address());
        var directories = properties.storageDirectories();
        if (number >= 0 && number < directories.size()) {
            return size(directories.get(number));
        }
        return node.answer().health() != null && node.answer().health().active() ? database.size() : null;
    }

    /** Files come and go while this looks. */
    private static @Nullable Double size(Path directory) {
        try (var files = Files.walk(directory)) {
            return (double) files.mapToLong(file -> Files.isRegularFile(file) ? file.toFile().length() : 0).sum();
        } catch (IOException | UncheckedIOException e) {
            log.debug("How large {} is cannot be told: {}", directory, e.getMessage());
            return null;
        }
    }
}
