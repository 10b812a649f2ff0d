package io.nija.vault.backup;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How it is with the backups of a kind.
 *
 * @param missing  what is to be set before there can be any, in a sentence for an admin; null when nothing is missing
 * @param lastGood the newest to rely on
 * @param last     the newest that has ended, whatever came of it
 * @param running  that is being made now
 * @param next     when the schedule makes the next; null for never
 */
public record BackupOverview(BackupKind kind, @Nullable String missing, @Nullable Backup lastGood, @Nullable Backup last,
        @Nullable Backup running, @Nullable Instant next) {
}
