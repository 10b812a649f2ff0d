package io.nija.vault.backup;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A backup that was begun at some time.
 *
 * @param askedBy   a person, the schedule or the command
 * @param console   that makes or made it
 * @param ended     null while it runs
 * @param step      what is being done now, while it runs
 * @param bytes     written so far, while it runs; after that its size
 * @param problem   what went wrong, in words
 * @param verified  when it was last read back whole; null when it never was
 * @param verifying bytes that have been read back so far; null when nobody reads it back now
 */
public record Backup(String name, BackupKind kind, BackupState state, String askedBy, String console, Instant began, @Nullable Instant ended,
        String step, long bytes, @Nullable String problem, @Nullable Instant verified, @Nullable Long verifying) {

    /** The schedule, where a person would be. */
    public static final String SCHEDULE = "schedule";
}
