package io.nija.vault.backup.postgres;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How far the archive of a server's WAL has come.
 *
 * @param systemIdentifier empty as long as it is not known
 * @param stored      the newest segment in it; null when there is none yet
 * @param covered     up to when everything that was committed is in it; null as long as that is not known
 * @param behindBytes how much WAL the server has written and the archive has not
 * @param problem     what keeps it from going on, in words; null when it goes on
 * @param gap         WAL that was lost before it could be archived, in words; null when none was since the archiving began
 */
public record WalProgress(String systemIdentifier, @Nullable String stored, @Nullable Instant covered, long behindBytes, @Nullable String problem,
        @Nullable String gap) {

    /** Nothing is known yet. */
    WalProgress(String systemIdentifier) {
        this(systemIdentifier, null, null, 0, null, null);
    }

    WalProgress stored(WalSegment segment) {
        return new WalProgress(systemIdentifier, segment.name(), covered, behindBytes, null, gap);
    }

    WalProgress covered(@Nullable Instant until) {
        return new WalProgress(systemIdentifier, stored, until, behindBytes, problem, gap);
    }

    WalProgress behind(long bytes) {
        return new WalProgress(systemIdentifier, stored, covered, bytes, problem, gap);
    }

    WalProgress problem(@Nullable String words) {
        return new WalProgress(systemIdentifier, stored, covered, behindBytes, words, gap);
    }

    WalProgress gap(String words) {
        return new WalProgress(systemIdentifier, stored, covered, behindBytes, problem, words);
    }
}
