package io.nija.vault.credentials;

import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * One version of a key: when it was written, by whom, and how it came about; never a value.
 *
 * @param author null when it was written by other means than the console
 */
public record KeyVersion(int number, Instant writtenAt, Origin origin, @Nullable String author, State state) {

    /** How a version came about; with the version that a roll-back went to. */
    public record Origin(Kind kind, @Nullable Integer from) {

        public enum Kind { ADDED, ROTATED, ROLLED_BACK, UNKNOWN }

        public Optional<Integer> source() {
            return Optional.ofNullable(from);
        }
    }

    public enum State { LIVE, DELETED, DESTROYED }
}
