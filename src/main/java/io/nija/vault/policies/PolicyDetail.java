package io.nija.vault.policies;

import org.jspecify.annotations.Nullable;

/**
 * A policy with its texts.
 *
 * @param text        as it is in Vault; null when it is not there
 * @param projectText as the project would provision it; null when it is none of the project's
 */
public record PolicyDetail(PolicySummary summary, @Nullable String text, @Nullable String projectText) {
}
