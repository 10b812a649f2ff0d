package io.nija.vault.audit.retention;

import java.nio.file.Path;
import java.time.Duration;

import io.nija.vault.base.StartupException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How long audit records stay in the database.
 *
 * @param keep    for how long; null for ever
 * @param archive the directory for the lines of those that do not stay
 */
@ConfigurationProperties("audit")
record RetentionProperties(@Nullable Duration keep, @Nullable Path archive) {

    /** @throws StartupException when records are to go, and nothing says where to */
    RetentionProperties {
        if (keep != null && archive == null) {
            throw new StartupException("AUDIT_KEEP lets old audit records go, so AUDIT_ARCHIVE must name a directory for them.");
        }
    }
}
