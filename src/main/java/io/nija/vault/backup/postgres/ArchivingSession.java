package io.nija.vault.backup.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.UnaryOperator;

import io.nija.vault.backup.BackupException;
import org.jspecify.annotations.Nullable;

/** One connection's worth of archiving, from where the archive ends. */
final class ArchivingSession {

    /** The server has removed WAL that it is asked for. */
    private static final String UNDEFINED_FILE = "58P01";
    private static final String NAME = "vault-console-wal";

    /** What the session says of itself. */
    interface Report {

        void began(String systemIdentifier);

        void changed(UnaryOperator<WalProgress> change);
    }

    private final PostgresAccess server;
    private final ArchiveSetup setup;
    private final Duration closeEvery;
    private final Report report;
    private volatile @Nullable Connection stream;
    private volatile @Nullable Exception ended;

    ArchivingSession(PostgresAccess server, ArchiveSetup setup, Duration closeEvery, Report report) {
        this.server = server;
        this.setup = setup;
        this.closeEvery = closeEvery;
        this.report = report;
    }

    /**
     * Archives until the server has nothing more on this timeline or {@link #end} is called.
     *
     * @throws ReplicationSlot.SlotTakenException when another console does
     */
    void run() throws Exception {
        try (var sql = server.connection(NAME); var replication = server.replication(NAME)) {
            stream = replication;
            var identity = PostgresIdentity.of(replication);
            long kept = ReplicationSlot.ensure(sql);
            report.began(identity.systemIdentifier());
            var archive = new WalArchive(setup.store(), identity.systemIdentifier());
            var writer = setup.writer(archive);
            var history = history(replication, identity.timeline(), writer);
            var first = WalSegment.holding(history.at(kept), kept, identity.segmentSize());
            var next = WalPosition.next(history, archive.segments(identity.segmentSize()));
            try {
                receive(sql, replication, writer, history, next == null ? first : next);
            } catch (SQLException e) {
                if (next == null || next.number() >= first.number() || !UNDEFINED_FILE.equals(e.getSQLState())) {
                    throw e;
                }
                report.changed(progress -> progress.gap("The server had removed WAL from %s on before it was archived; the archive goes on with %s"
                        .formatted(next, first)));
                try (var again = server.replication(NAME)) {
                    stream = again;
                    receive(sql, again, writer, history, first);
                }
            }
        } catch (SQLException | IOException e) {
            throw ended == null ? e : ended;
        } finally {
            stream = null;
        }
    }

    /** Ends it from another thread. */
    void end() {
        var open = stream;
        try {
            if (open != null) {
                // It may be waiting for WAL, which an interrupt does not end.
                open.abort(Runnable::run);
            }
        } catch (SQLException e) {
            throw new BackupException("The replication stream does not end.", e);
        }
    }

    private static TimelineHistory history(Connection replication, int timeline, WalWriter writer) throws SQLException, IOException {
        if (timeline == 1) {
            return TimelineHistory.none(timeline);
        }
        try (var statement = replication.createStatement(); var result = statement.executeQuery("TIMELINE_HISTORY " + timeline)) {
            result.next();
            var text = new String(result.getBytes("content"), StandardCharsets.UTF_8);
            writer.history(timeline, text);
            return TimelineHistory.of(timeline, text);
        }
    }

    private void receive(Connection sql, Connection replication, WalWriter writer, TimelineHistory history, WalSegment first) throws Exception {
        var coverage = new WalCoverage(first.start());
        var current = first.timeline() == history.timeline();
        var wal = WalStream.open(replication, ReplicationSlot.NAME, first);
        var buffer = new SegmentBuffer(first);
        // WAL that was left by a later timeline closes by itself.
        // No virtual thread: to interrupt one that waits for the server closes its connection.
        var closing = current ? Thread.ofPlatform().name("wal closing").daemon().start(() -> closeNowAndThen(sql, coverage)) : null;
        try {
            var turned = new boolean[1];
            for (var piece = wal.next(); piece != null && !turned[0]; piece = turned[0] ? null : wal.next()) {
                buffer.add(piece, (segment, content) -> {
                    writer.segment(segment, content);
                    wal.confirm(segment.end());
                    coverage.stored(segment.end());
                    report.changed(progress -> progress.stored(segment).covered(coverage.until()));
                    turned[0] = history.after(segment).timeline() != segment.timeline();
                });
            }
        } finally {
            if (closing != null) {
                closing.interrupt();
                closing.join();
            }
        }
    }

    private void closeNowAndThen(Connection sql, WalCoverage coverage) {
        var closer = new WalCloser(sql);
        try {
            while (true) {
                coverage.closed(closer.close());
                long behind = closer.behind(coverage.stored());
                report.changed(progress -> progress.behind(behind).covered(coverage.until()));
                Thread.sleep(closeEvery);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException | RuntimeException e) {
            ended = e;
            end();
        }
    }
}
