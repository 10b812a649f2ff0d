package io.nija.vault.alerts.engine;

import java.time.Instant;
import java.util.List;

import io.nija.vault.alerts.Finding;
import org.jspecify.annotations.Nullable;

/**
 * What a rule said.
 *
 * @param problem why it could not tell; null when it could
 */
record Checked(ConfiguredRule rule, Instant at, List<Finding> findings, @Nullable String problem) {
}
