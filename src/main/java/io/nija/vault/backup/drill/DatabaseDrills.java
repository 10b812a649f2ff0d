package io.nija.vault.backup.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.nija.vault.backup.BackupException;
import io.nija.vault.backup.BackupKind;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Drills by a table that all consoles share. */
@Service
class DatabaseDrills implements Drills {

    /** What failed is tried again sooner than the next one would be due. */
    private static final Duration RETRY = Duration.ofDays(1);

    private final DrillRows rows;
    private final DrillSetup setup;
    private final List<BackupKind> kinds;

    DatabaseDrills(DrillRows rows, DrillSetup setup, List<Rehearsal> rehearsals) {
        this.rows = rows;
        this.setup = setup;
        this.kinds = rehearsals.stream().map(Rehearsal::kind).sorted().toList();
    }

    @Override
    public List<BackupKind> kinds() {
        return kinds;
    }

    @Override
    public void ask(BackupKind kind, @Nullable String backup, String askedBy) {
        rows.endSilent();
        if (!rows.ask(kind, backup, askedBy)) {
            throw new BackupException("A restore drill waits or runs already.");
        }
    }

    @Override
    public void withdraw(long id) {
        if (!rows.withdraw(id)) {
            throw new BackupException("It does not wait any more: a console has taken it up, or somebody else has withdrawn it.");
        }
    }

    @Override
    public Optional<Drill> latest(BackupKind kind) {
        return rows.latest(kind);
    }

    @Override
    public Optional<Drill> latestPassed(BackupKind kind) {
        return rows.latest(kind, DrillState.PASSED);
    }

    @Override
    public Optional<Drill> find(long id) {
        return rows.find(id);
    }

    @Override
    public List<Drill> page(@Nullable Long before, int limit) {
        return rows.page(before, limit);
    }

    @Override
    public List<Drill> endedSince(BackupKind kind, Instant since) {
        return rows.endedSince(kind, since);
    }

    @Override
    public Optional<Instant> next(BackupKind kind) {
        if (setup.every().isZero()) {
            return Optional.empty();
        }
        var passed = rows.latest(kind, DrillState.PASSED).map(drill -> drill.asked().plus(setup.every())).orElse(Instant.EPOCH);
        var failed = rows.latest(kind, DrillState.FAILED).map(drill -> drill.asked().plus(RETRY.compareTo(setup.every()) < 0 ? RETRY : setup.every())).orElse(Instant.EPOCH);
        return Optional.of(passed.isAfter(failed) ? passed : failed);
    }
}
