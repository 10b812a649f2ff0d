package io.nija.vault.backup.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.nija.vault.backup.BackupKind;
import org.jspecify.annotations.Nullable;

/**
 * A restore drill.
 *
 * @param backup   that was restored; null before one was chosen
 * @param askedBy  a person, the schedule or the command
 * @param runner   the console that does or did it; null while it waits for one
 * @param step     what is being done now, while it runs
 * @param problem  why it failed, in words
 * @param backedUp when what was restored had been backed up
 * @param bytes    of the backup, encrypted
 * @param recovery from the beginning until what was backed up would serve again; null when it did not come to that
 * @param checks   what was looked at in the restored copy
 * @param times    how long each step took
 */
public record Drill(long id, BackupKind kind, @Nullable String backup, DrillState state, String askedBy, Instant asked, @Nullable String runner,
        @Nullable Instant began, @Nullable Instant ended, String step, @Nullable String problem, @Nullable Instant backedUp, @Nullable Long bytes,
        @Nullable Duration recovery, List<Check> checks, List<Steps.Time> times) {

    /** How old the data was that it would have brought back: what an emergency at its beginning would have lost. */
    public @Nullable Duration dataAge() {
        return backedUp == null || began == null ? null : Duration.between(backedUp, began);
    }
}
