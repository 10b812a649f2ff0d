package io.nija.vault.vault;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What a node answered when it was asked how it is.
 *
 * @param at      when it had been asked for its clock
 * @param took    from the question to the answer
 * @param health  null when there was no answer
 * @param problem why there was none; null when there was one
 */
public record NodeAnswer(URI address, Instant at, Duration took, @Nullable NodeHealth health, @Nullable Problem problem) {

    /** Why a node gave no answer. */
    public enum Problem {
        /** Nothing listens there, or the way there is closed. */
        REFUSED,
        TIMED_OUT,
        /** Its certificate is not one that is trusted here, or has expired. */
        UNTRUSTED,
        /** What answered does not speak as a Vault does. */
        NOT_A_VAULT
    }
}
