package io.nija.vault.delivery;

import java.time.Instant;
import java.util.UUID;

/**
 * A letter that has not reached its receiver.
 *
 * @param about  as {@link Letter#about}
 * @param error  of the last attempt, for people
 * @param gaveUp whether it is not tried any more
 */
public record Undelivered(UUID id, Instant at, String about, Channel channel, String recipient, int attempts, String error, boolean gaveUp) {
}
