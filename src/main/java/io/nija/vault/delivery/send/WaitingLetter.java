package io.nija.vault.delivery.send;

import java.time.Instant;
import java.util.UUID;

import io.nija.vault.delivery.Letter;

/**
 * A letter whose turn it is.
 *
 * @param id       its number wherever it goes, however often
 * @param at       when it was put in
 * @param attempts this one counted
 */
record WaitingLetter(UUID id, Instant at, Letter letter, int attempts) {
}
