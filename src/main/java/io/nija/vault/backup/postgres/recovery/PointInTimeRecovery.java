package io.nija.vault.backup.postgres.recovery;

import java.io.IOException;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;

import io.nija.vault.backup.BackupException;
import io.nija.vault.backup.archive.ArchiveReader;
import io.nija.vault.backup.openpgp.PrivateKey;
import io.nija.vault.backup.openpgp.Signers;
import io.nija.vault.backup.postgres.WalArchive;
import io.nija.vault.backup.postgres.WalReader;
import io.nija.vault.backup.process.OwnServer;
import io.nija.vault.backup.store.BackupStore;

/** Brings a server's data back as they were at a time, into a new directory on this machine. */
public final class PointInTimeRecovery {

    private final BackupStore store;
    private final Signers signers;
    private final PrivateKey key;

    /** @param key of a recipient of the backups */
    public PointInTimeRecovery(BackupStore store, Signers signers, PrivateKey key) {
        this.store = store;
        this.signers = signers;
        this.key = key;
    }

    /**
     * Fetches, verifies and decrypts what the plan needs, and recovers. The server that did it has been stopped when this returns.
     *
     * @param directory new or empty; only its owner may read what comes into it
     * @param programs  of the same major version as the server that was backed up
     * @throws BackupException when a part is damaged or missing, or the server did not recover; its log stays in the directory
     */
    public RecoveredDatabase recover(RecoveryPlan plan, Path directory, PostgresPrograms programs) throws IOException {
        if (!programs.majorVersion().equals(plan.facts().majorVersion())) {
            throw new BackupException("The backup %s is of PostgreSQL %s, and there is PostgreSQL %s here. Recover with the same major version."
                    .formatted(plan.base().name(), plan.facts().majorVersion(), programs.majorVersion()));
        }
        var place = RecoveryDirectory.create(directory);
        place.unpack(new ArchiveReader(store, signers), plan, key);
        var reader = new WalReader(new WalArchive(store, plan.facts().systemIdentifier()), signers, key);
        place.history(reader, plan.history().timeline());
        int fetched = fetchProbablyEnough(plan, place, reader);
        var server = new RecoveryServer(programs, place);
        var log = new RecoveryLog(server.log());
        RecoverySettings.writeForRecovery(place, plan, OwnServer.freePort());
        var process = server.start();
        if (!process.isAlive() && log.endedTooEarly() && fetched < plan.segments().size()) {
            // WAL that was archived late holds earlier times than it was archived at.
            for (var segment : plan.segments().subList(fetched, plan.segments().size())) {
                place.segment(reader, segment);
            }
            process = server.start();
        }
        if (!process.isAlive()) {
            throw failed(plan, log);
        }
        RecoveryServer.stop(process);
        return new RecoveredDatabase(plan, place, server, log.lastCommit());
    }

    /** @return how many segments */
    private static int fetchProbablyEnough(RecoveryPlan plan, RecoveryDirectory place, WalReader reader) throws IOException {
        int fetched = 0;
        boolean enough = false;
        for (var segment : plan.segments()) {
            boolean last = enough && segment.start() > plan.facts().stop();
            var archived = place.segment(reader, segment);
            fetched++;
            if (last) {
                break;
            }
            enough |= plan.target() != null && archived.isAfter(plan.target());
        }
        return fetched;
    }

    private static BackupException failed(RecoveryPlan plan, RecoveryLog log) throws IOException {
        if (log.endedTooEarly()) {
            var last = log.lastCommit();
            return new BackupException("The archive ends at %s, before %s. For the newest state that there is, leave the time out."
                    .formatted(last == null ? plan.facts().stopped() : last.truncatedTo(ChronoUnit.SECONDS), plan.target()));
        }
        return new BackupException("PostgreSQL did not recover the backup %s. Its last words: %s".formatted(plan.base().name(), log.tail()));
    }
}
