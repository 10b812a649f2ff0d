package io.nija.vault.audit;

import java.time.Instant;

/** A place in the list of operations, which is ordered by time, newest first: right after the operation that it names. */
public record AuditCursor(Instant at, long id) {
}
