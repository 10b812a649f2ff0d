package io.nija.vault.backup.postgres;

import java.time.Instant;

import io.nija.vault.backup.BackupKind;
import org.jspecify.annotations.Nullable;

/**
 * How far the archive of a database's WAL has come.
 *
 * @param systemIdentifier of the server; null when it could not be reached yet
 * @param stored           the newest segment that is archived
 * @param covered          up to when everything that was committed is archived; null as long as that is not known
 * @param behindBytes      how much WAL the server has written and the archive has not
 * @param problem          what keeps it from going on; null when it goes on
 * @param gap              WAL that was lost, and no base backup is newer; null when there is none
 * @param began            when the archiving was first tried
 */
public record WalArchiveState(BackupKind kind, @Nullable String systemIdentifier, @Nullable String stored, @Nullable Instant covered, long behindBytes,
        @Nullable String problem, @Nullable String gap, Instant began) {
}
