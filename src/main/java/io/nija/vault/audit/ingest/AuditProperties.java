package io.nija.vault.audit.ingest;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import io.nija.vault.base.StartupException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the audit search.
 *
 * @param logs      the audit log of each node of the cluster, by the node's name, which may be any but {@code console}
 * @param signEvery how often it is signed how far each has been read
 * @param keep      how long records stay in the database; null for ever
 * @param archive   the directory for the lines of those that do not
 */
@ConfigurationProperties("audit")
record AuditProperties(Map<String, Path> logs, @DefaultValue("10m") Duration signEvery, @Nullable Duration keep,
        @Nullable Path archive) {

    /** @throws StartupException when records are to go, and nothing says where to */
    AuditProperties {
        if (keep != null && archive == null) {
            throw new StartupException("AUDIT_KEEP lets old audit records go, so AUDIT_ARCHIVE must name a directory for them.");
        }
        logs = logs == null ? Map.of() : Map.copyOf(logs);
        if (logs.containsKey(AuditLogs.CONSOLE)) {
            throw new IllegalArgumentException("audit.logs: \"" + AuditLogs.CONSOLE + "\" is the name of the console's own records");
        }
    }
}
