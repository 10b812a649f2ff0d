package io.nija.vault.alerts;

import java.time.Instant;

/**
 * A message that has not reached its channel.
 *
 * @param channel {@code mail} or {@code webhook}
 * @param error   of the last attempt, for people
 * @param gaveUp  whether it is not tried any more
 */
public record Undelivered(Instant at, String rule, String channel, int attempts, String error, boolean gaveUp) {
}
