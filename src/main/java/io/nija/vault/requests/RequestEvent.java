package io.nija.vault.requests;

import java.time.Instant;

import io.nija.vault.base.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a request.
 *
 * @param from   null when the state stayed as it was, and at the beginning
 * @param what   in a few words, such as “handed over to sue”
 * @param person null when the console did it by itself
 * @param why    null when nobody said
 */
public record RequestEvent(Instant at, @Nullable RequestState from, RequestState to, String what, @Nullable UserId person, @Nullable String why) {
}
