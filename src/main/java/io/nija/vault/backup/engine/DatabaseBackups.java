package io.nija.vault.backup.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.nija.vault.backup.Backup;
import io.nija.vault.backup.BackupDetail;
import io.nija.vault.backup.BackupException;
import io.nija.vault.backup.BackupKind;
import io.nija.vault.backup.BackupOverview;
import io.nija.vault.backup.BackupState;
import io.nija.vault.backup.Backups;
import io.nija.vault.backup.archive.ArchiveRemover;
import io.nija.vault.backup.archive.BackupSource;
import io.nija.vault.backup.archive.Manifest;
import io.nija.vault.backup.settings.BackupSetup;
import io.nija.vault.backup.store.BackupStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Backups over all consoles, by the table that they share. */
@Service
class DatabaseBackups implements Backups {

    private final BackupSetup setup;
    private final List<BackupSource> sources;
    private final BackupRows rows;
    private final RunningWork work;
    private final BackupSignals signals;
    private final Due due;

    DatabaseBackups(BackupSetup setup, List<BackupSource> sources, BackupRows rows, RunningWork work, BackupSignals signals, Due due) {
        this.setup = setup;
        this.sources = sources.stream().sorted(Comparator.comparing(BackupSource::kind)).toList();
        this.rows = rows;
        this.work = work;
        this.signals = signals;
        this.due = due;
    }

    @Override
    public Optional<String> missing() {
        return setup.missing();
    }

    @Override
    public Optional<String> place() {
        return setup.missing().isPresent() ? Optional.empty() : Optional.of(setup.store()).map(BackupStore::place);
    }

    @Override
    public List<BackupOverview> overview() {
        return sources.stream().map(source -> {
            var kind = source.kind();
            return new BackupOverview(kind, source.missing(), rows.newest(kind, BackupState.GOOD).orElse(null),
                    rows.newest(kind, BackupState.GOOD, BackupState.FAILED, BackupState.CANCELLED, BackupState.DAMAGED, BackupState.REMOVED, BackupState.MISSING).orElse(null),
                    rows.newest(kind, BackupState.RUNNING).orElse(null),
                    setup.missing().isPresent() || source.missing() != null ? null : due.next(kind).orElse(null));
        }).toList();
    }

    @Override
    public String start(BackupKind kind, String askedBy) {
        var source = sources.stream().filter(one -> one.kind() == kind).findFirst()
                .orElseThrow(() -> new BackupException("This console does not know how to back up: " + kind.label()));
        var missing = setup.missing().or(() -> Optional.ofNullable(source.missing()));
        if (missing.isPresent()) {
            throw new BackupException("Backups are not set up. " + missing.get());
        }
        rows.endSilent();
        var name = rows.begin(kind, askedBy, RunningWork.console()).orElseThrow(() -> new BackupException(
                rows.newest(kind, BackupState.RUNNING).map(running -> "The backup %s is being made already.".formatted(running.name()))
                        .orElse("Another one has just been begun.")));
        work.make(name, progress -> new BackupRun(source, setup, rows, progress));
        return name;
    }

    @Override
    public void cancel(String name) {
        rows.cancel(name);
    }

    @Override
    public void verify(String name) {
        if (!rows.beginVerifying(name)) {
            throw new BackupException("The backup %s is being verified already, or is not in the store.".formatted(name));
        }
        work.verify(name, progress -> new VerificationRun(setup, rows, progress));
    }

    @Override
    public void remove(String name) {
        var backup = rows.find(name).filter(found -> found.state().isStored())
                .orElseThrow(() -> new BackupException("There is no backup %s in the store.".formatted(name)));
        if (backup.state() == BackupState.GOOD && rows.newest(backup.kind(), BackupState.GOOD).filter(last -> last.name().equals(name)).isPresent()) {
            throw new BackupException("It is the last good backup of its kind, which is never removed.");
        }
        try {
            if (!new ArchiveRemover(setup.store()).remove(name)) {
                throw new BackupException("Somebody reads the backup %s, for a restore or a drill. Try it again later.".formatted(name));
            }
        } catch (IOException e) {
            throw new BackupException("The backup %s could not be removed. %s".formatted(name, Failures.words(e)), e);
        }
        rows.become(name, backup.state(), BackupState.REMOVED, null);
    }

    @Override
    public Optional<BackupDetail> find(String name) {
        return rows.find(name).map(backup -> new BackupDetail(backup, manifest(backup)));
    }

    private @Nullable Manifest manifest(Backup backup) {
        return rows.manifest(backup.name()).map(text -> Manifest.of(text.getBytes(StandardCharsets.UTF_8))).orElse(null);
    }

    @Override
    public List<Backup> page(@Nullable String before, int limit) {
        return rows.page(before, limit);
    }

    @Override
    public Runnable onChange(Runnable listener) {
        return signals.onChange(listener);
    }
}
