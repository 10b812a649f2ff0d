package io.nija.vault.requests;

import java.time.Instant;

import io.nija.vault.base.UserId;

/**
 * A message of the conversation, plain text.
 *
 * @param staff    whether it is of the staff's side
 * @param internal whether it is a note that the owner never sees
 */
public record RequestMessage(long id, Instant at, UserId person, boolean staff, boolean internal, String text) {
}
