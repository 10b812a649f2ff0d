package io.nija.vault.backup.drill;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.nija.vault.backup.BackupException;
import io.nija.vault.backup.BackupKind;
import org.jspecify.annotations.Nullable;

/**
 * Restore drills over all consoles: asked for here, done by whichever has a key that opens backups. Who may ask is not decided here. Every
 * method throws {@link org.springframework.dao.DataAccessException} when the console's database does not answer.
 */
public interface Drills {

    /** The kinds of backups that can be restored in a drill. */
    List<BackupKind> kinds();

    /**
     * Asks for a drill, which begins within seconds where a console can do it.
     *
     * @param backup  null for the newest good one
     * @param askedBy a person, or the like
     * @throws BackupException when one of that kind waits or runs already
     */
    void ask(BackupKind kind, @Nullable String backup, String askedBy);

    /**
     * Takes back what no console has begun yet.
     *
     * @throws BackupException when it does not wait any more
     */
    void withdraw(long id);

    /** The newest that was asked for, whatever has come of it. */
    Optional<Drill> latest(BackupKind kind);

    /** The newest that has passed. */
    Optional<Drill> latestPassed(BackupKind kind);

    Optional<Drill> find(long id);

    /**
     * Newest first.
     *
     * @param before the number after which the page begins; null for the first page
     */
    List<Drill> page(@Nullable Long before, int limit);

    /** Those of a kind that have ended since then, oldest first. */
    List<Drill> endedSince(BackupKind kind, Instant since);

    /** When the schedule asks for the next; empty for never. */
    Optional<Instant> next(BackupKind kind);
}
