package io.nija.vault.audit;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How the reading of a source goes.
 *
 * @param lines      read so far
 * @param unreadable how many of them could not be understood; they are kept like the others
 * @param readAt     when its reader last looked; null before the first look
 * @param behind     bytes that wait to be read
 * @param problem    what keeps the reader from reading, for people
 */
public record AuditSourceStatus(int number, String name, long lines, long unreadable, @Nullable Instant readAt, long behind,
        @Nullable String problem) {

    /** Whether nothing keeps its reader from reading, and it has looked since then. */
    public boolean isReadSince(Instant time) {
        return problem == null && readAt != null && !readAt.isBefore(time);
    }
}
