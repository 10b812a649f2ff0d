package io.nija.vault.audit;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The first thing that is wrong with the records of a source.
 *
 * @param line    which line it is about, counted from 0
 * @param at      of which time that line or its operation is; null when nothing tells
 * @param problem what is wrong, for people: a whole sentence
 */
public record AuditFinding(long line, @Nullable Instant at, String problem) {
}
