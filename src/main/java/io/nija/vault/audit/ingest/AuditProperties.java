package io.nija.vault.audit.ingest;

import java.nio.file.Path;
import java.util.Map;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of the audit search.
 *
 * @param logs the audit log of each node of the cluster, by the node's name, which may be any but {@code console}
 */
@ConfigurationProperties("audit")
record AuditProperties(Map<String, Path> logs) {

    AuditProperties {
        logs = logs == null ? Map.of() : Map.copyOf(logs);
        if (logs.containsKey(AuditLogs.CONSOLE)) {
            throw new IllegalArgumentException("audit.logs: \"" + AuditLogs.CONSOLE + "\" is the name of the console's own records");
        }
    }
}
