package io.nija.vault.audit;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Some of the events of a key or of a person's keys, newest first.
 *
 * @param next where the older ones begin; null when there are none
 */
public record KeyEvents(List<KeyEvent> events, @Nullable Instant next) {
}
