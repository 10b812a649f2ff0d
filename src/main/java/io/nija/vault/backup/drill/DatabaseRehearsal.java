package io.nija.vault.backup.drill;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.nija.vault.backup.BackupException;
import io.nija.vault.backup.BackupKind;
import io.nija.vault.backup.archive.Manifest;
import io.nija.vault.backup.ledger.VaultContents;
import io.nija.vault.backup.postgres.RowCounts;
import io.nija.vault.backup.postgres.recovery.PointInTimeRecovery;
import io.nija.vault.backup.postgres.recovery.PostgresPrograms;
import io.nija.vault.backup.postgres.recovery.RecoveredDatabase;
import io.nija.vault.backup.postgres.recovery.RecoveryPlanner;
import io.nija.vault.backup.settings.BackupSetup;
import org.jspecify.annotations.Nullable;

/**
 * Recovers a database twice: as far as its WAL archive goes, which is what an emergency would take; and to the moment of the base backup's
 * counts, to compare. Where it holds Vault's storage, a Vault is started on each of the two.
 */
final class DatabaseRehearsal implements Rehearsal {

    /** Rows of one table that may have been committed between the counting's view and its time. */
    private static final int MEANWHILE = 20;

    private final BackupKind kind;
    private final BackupSetup backups;
    private final DrillSetup setup;
    private final Path programs;

    DatabaseRehearsal(BackupKind kind, BackupSetup backups, DrillSetup setup, Path programs) {
        this.kind = kind;
        this.backups = backups;
        this.setup = setup;
        this.programs = programs;
    }

    @Override
    public BackupKind kind() {
        return kind;
    }

    @Override
    public List<Check> run(Archive archive, Path home, Steps steps) throws IOException {
        steps.begin("Looking at the WAL archive");
        var manifest = archive.manifest();
        var vault = StoredVault.of(archive, setup, home);
        var signers = backups.signers();
        var key = setup.key();
        var planner = new RecoveryPlanner(backups.store(), signers, key);
        var recovery = new PointInTimeRecovery(backups.store(), signers, key);
        var postgres = new PostgresPrograms(programs);
        try {
            var newest = planner.plan(manifest.name(), null);
            var checks = new ArrayList<Check>();
            steps.begin("Recovering");
            checks.add(wal(recovery.recover(newest, home.resolve("newest"), postgres), vault, steps));
            steps.begin("Recovering the time of the counts");
            var counted = recovery.recover(planner.plan(manifest.name(), newest.facts().counted()), home.resolve("counted"), postgres);
            steps.begin("Comparing the rows");
            try (var running = counted.open()) {
                try (var sql = running.connect(newest.facts().database())) {
                    checks.add(rows(manifest, sql));
                }
                if (vault != null) {
                    checks.addAll(vault.compare(running, steps));
                }
            }
            return checks;
        } catch (SQLException e) {
            throw new BackupException("The recovered database does not answer: " + e.getMessage(), e);
        }
    }

    private static Check wal(RecoveredDatabase newest, @Nullable StoredVault vault, Steps steps) throws IOException, SQLException {
        var plan = newest.plan();
        try (var running = newest.open(); var sql = running.connect(plan.facts().database())) {
            if (vault != null) {
                vault.comeUp(running, steps);
            }
            steps.recovered();
            return new Check("WAL", "%,d segments without a gap; the last change is of %s".formatted(plan.segments().size(), seconds(newest.lastCommit())), sql.isValid(0));
        }
    }

    private static String seconds(@Nullable Instant time) {
        return time == null ? "before the base backup" : time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static Check rows(Manifest manifest, Connection sql) throws SQLException {
        var expected = new TreeMap<>(manifest.counts());
        expected.keySet().removeAll(VaultContents.COUNTS);
        var there = RowCounts.of(sql).rows();
        var wrong = expected.entrySet().stream().filter(table -> Math.abs(there.getOrDefault(table.getKey(), -MEANWHILE - 1L) - table.getValue()) > MEANWHILE)
                .map(table -> "%s has %s in place of %,d".formatted(table.getKey(), there.containsKey(table.getKey()) ? "%,d".formatted(there.get(table.getKey())) : "none", table.getValue()))
                .sorted().collect(Collectors.joining(", "));
        return new Check("Rows", "%,d in %,d tables, %,d when it was backed up%s".formatted(sum(there.values()), there.size(), sum(expected.values()),
                wrong.isEmpty() ? "" : ": " + wrong), wrong.isEmpty());
    }

    private static long sum(Collection<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).sum();
    }
}
