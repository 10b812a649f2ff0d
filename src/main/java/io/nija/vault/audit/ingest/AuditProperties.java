package io.nija.vault.audit.ingest;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which audit logs are read.
 *
 * @param logs      the log of each node of the cluster, by the node's name, which may be any but {@code console}
 * @param signEvery how often it is signed how far each has been read
 */
@ConfigurationProperties("audit")
public record AuditProperties(Map<String, Path> logs, @DefaultValue("10m") Duration signEvery) {

    public AuditProperties {
        logs = logs == null ? Map.of() : Map.copyOf(logs);
        if (logs.containsKey(AuditLogs.CONSOLE)) {
            throw new IllegalArgumentException("audit.logs: \"" + AuditLogs.CONSOLE + "\" is the name of the console's own records");
        }
    }
}
