package io.nija.vault.backup;

import io.nija.vault.backup.archive.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * A backup with what it says of itself.
 *
 * @param manifest null before there is one, or when it is not genuine
 */
public record BackupDetail(Backup backup, @Nullable Manifest manifest) {
}
