package io.nija.vault.backup.postgres.recovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;

import io.nija.vault.backup.BackupException;
import io.nija.vault.backup.archive.ArchiveReader;
import io.nija.vault.backup.openpgp.PrivateKey;
import io.nija.vault.backup.openpgp.Signers;
import io.nija.vault.backup.postgres.DatabaseFacts;
import io.nija.vault.backup.postgres.TimelineHistory;
import io.nija.vault.backup.postgres.WalArchive;
import io.nija.vault.backup.postgres.WalReader;
import io.nija.vault.backup.postgres.WalSegment;
import io.nija.vault.backup.store.BackupStore;
import org.jspecify.annotations.Nullable;

/** Looks whether a database can be recovered to a time, before anything is started. */
public final class RecoveryPlanner {

    private final BackupStore store;
    private final Signers signers;
    private final PrivateKey key;

    /** @param key of a recipient of the backups */
    public RecoveryPlanner(BackupStore store, Signers signers, PrivateKey key) {
        this.store = store;
        this.signers = signers;
        this.key = key;
    }

    /**
     * @param base   the name of a base backup
     * @param target null for as far as the archive goes
     * @throws BackupException when the time is outside of what there is, or WAL is missing, which the message names
     */
    public RecoveryPlan plan(String base, @Nullable Instant target) throws IOException {
        var manifest = new ArchiveReader(store, signers).manifest(base);
        var facts = DatabaseFacts.of(manifest);
        if (target != null && target.isBefore(facts.stopped())) {
            throw new BackupException("The backup %s ended at %s, so it cannot bring back what was at %s. Take an older backup."
                    .formatted(base, seconds(facts.stopped()), seconds(target)));
        }
        var archive = new WalArchive(store, facts.systemIdentifier());
        var archived = archive.segments(facts.segmentSize());
        var history = history(archive, facts);
        var segments = following(facts.first(), history, archived);
        var missing = segments.isEmpty() ? facts.first() : history.after(segments.getLast());
        if (segments.isEmpty() || segments.getLast().end() < facts.stop()) {
            throw new BackupException("The WAL segment %s is missing from the archive in %s. The backup %s cannot be recovered without it. Take another backup."
                    .formatted(missing, store.place(), base));
        }
        var end = archivedAt(archive, segments.getLast());
        // A signature tells its time to the second only.
        if (target == null || target.isAfter(end.plusSeconds(1))) {
            refuseGap(archived, history, missing, end);
        }
        if (target != null && target.isAfter(end.plusSeconds(1))) {
            throw new BackupException("The archive ends at %s, so it is not known what was at %s. For the newest state that there is, leave the time out."
                    .formatted(seconds(end), seconds(target)));
        }
        return new RecoveryPlan(manifest, facts, history, segments, end, target);
    }

    private static void refuseGap(NavigableSet<WalSegment> archived, TimelineHistory history, WalSegment missing, Instant end) {
        var path = history.path();
        int at = path.indexOf(missing.timeline());
        var later = archived.stream().filter(segment -> path.indexOf(segment.timeline()) >= at && segment.number() > missing.number()).findFirst();
        if (later.isPresent()) {
            throw new BackupException("The WAL segment %s is missing from the archive, which has %s and more after it. Before the gap it goes to %s; for a later time take a newer backup."
                    .formatted(missing, later.get(), seconds(end)));
        }
    }

    /** The newest timeline that has come from the one of the backup, after the backup. */
    private TimelineHistory history(WalArchive archive, DatabaseFacts facts) throws IOException {
        for (int timeline : archive.histories().descendingSet()) {
            var history = inTemporaryFile(file -> reader(archive).history(timeline, file));
            if (history.path().contains(facts.timeline()) && Long.compareUnsigned(history.left(facts.timeline()), facts.stop()) >= 0) {
                return history;
            }
        }
        return TimelineHistory.none(facts.timeline());
    }

    private static List<WalSegment> following(WalSegment first, TimelineHistory history, NavigableSet<WalSegment> archived) {
        var found = new ArrayList<WalSegment>();
        for (var segment = first; archived.contains(segment); segment = history.after(segment)) {
            found.add(segment);
        }
        return found;
    }

    private Instant archivedAt(WalArchive archive, WalSegment segment) throws IOException {
        return inTemporaryFile(file -> reader(archive).segment(segment, file));
    }

    private WalReader reader(WalArchive archive) {
        return new WalReader(archive, signers, key);
    }

    private interface Reading<T> {

        T into(Path file) throws IOException;
    }

    private static <T> T inTemporaryFile(Reading<T> reading) throws IOException {
        var file = Files.createTempFile("wal", ".gz");
        try {
            return reading.into(file);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static Instant seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}
