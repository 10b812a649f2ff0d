package io.nija.vault.audit;

import java.time.Instant;

import io.nija.vault.audit.KeyEvent.Actor;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who got the values of a key.
 *
 * @param address   null when that is not the asker's to know
 * @param lastDay   how often in the last 24 hours
 * @param lastMonth how often in the last 30 days
 */
public record KeyReader(Actor actor, @Nullable String address, long lastDay, long lastMonth, Instant last) {
}
