package io.nija.vault.requests;

import java.time.Instant;

import io.nija.vault.base.UserId;
import org.jspecify.annotations.Nullable;

/**
 * A second person's say on a sensitive request. It never changes once it is given.
 *
 * @param expires   when it counts no more, asked for or given
 * @param decidedBy null while nobody has
 * @param decision  null while nobody has
 */
public record Approval(long id, Instant askedAt, UserId askedBy, String why, Instant expires, @Nullable UserId decidedBy, @Nullable Instant decidedAt,
        @Nullable Decision decision, @Nullable String decisionWhy) {

    public enum Decision {
        APPROVED, REFUSED
    }

    /** Whether it lets the owner go on at that time. */
    public boolean holds(Instant at) {
        return decision == Decision.APPROVED && expires.isAfter(at);
    }
}
