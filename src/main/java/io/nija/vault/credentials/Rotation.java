package io.nija.vault.credentials;

import java.time.Instant;

import io.nija.vault.base.CredentialId;
import org.jspecify.annotations.Nullable;

/**
 * A rotation that an owner is led through, with the time of each step; never a value.
 *
 * @param request     the number of the request that it is for
 * @param enteredAt   when the owner had the new key and went on to enter it
 * @param fromVersion the version in use before
 * @param toVersion   the version that it made; null until then
 * @param graceUntil  until when one click brings the old values back
 * @param backVersion the version that rolling back made
 */
public record Rotation(CredentialId key, @Nullable Long request, Step step, Instant startedAt, @Nullable Instant enteredAt, int fromVersion,
        @Nullable Integer toVersion, @Nullable Instant storedAt, @Nullable Instant graceUntil, @Nullable Integer backVersion,
        @Nullable Instant endedAt) {

    /** How far it is, or how it ended. */
    public enum Step {
        /** The new key is made at the broker. */
        PREPARING,
        ENTERING,
        /** The new values are in use; the grace period lasts. */
        STORED,
        /** The owner said that the new key works. */
        FINISHED,
        /** The grace period passed without a word. */
        RUN_OUT,
        ROLLED_BACK,
        /** The key was changed past this rotation after the new values were stored. */
        OVERTAKEN,
        /** Before anything was stored. */
        ABANDONED
    }

    public boolean live() {
        return endedAt == null;
    }
}
