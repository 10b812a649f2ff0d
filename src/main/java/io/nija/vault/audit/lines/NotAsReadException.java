package io.nija.vault.audit.lines;

import java.time.Instant;

import io.nija.vault.audit.AuditFinding;
import org.jspecify.annotations.Nullable;

/** What is kept is not what was read. */
public final class NotAsReadException extends Exception {

    private final transient AuditFinding finding;

    public NotAsReadException(long line, @Nullable Instant at, String problem) {
        super(problem);
        finding = new AuditFinding(line, at, problem);
    }

    public AuditFinding finding() {
        return finding;
    }
}
