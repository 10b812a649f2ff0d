package io.nija.vault.audit.ingest;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the audit search.
 *
 * @param logs      the audit log of each node of the cluster, by the node's name
 * @param signEvery how often it is signed how far each has been read
 */
@ConfigurationProperties("audit")
record AuditProperties(Map<String, Path> logs, @DefaultValue("10m") Duration signEvery) {

    AuditProperties {
        logs = logs == null ? Map.of() : Map.copyOf(logs);
    }
}
