package io.nija.vault.backup.changes;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Something that was changed in Vault.
 *
 * @param user    in whose name; {@code -} for nobody
 * @param role    under which it was done
 * @param what    the path, or the key
 * @param version that was written, as far as the record tells
 */
public record Change(Instant at, ChangeKind kind, String user, String role, String what, @Nullable Integer version) {
}
