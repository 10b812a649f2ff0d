package io.nija.vault.audit.integrity;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CancellationException;

import io.nija.vault.audit.AuditFinding;
import io.nija.vault.audit.VerificationProgress;
import io.nija.vault.audit.ingest.Replay;
import io.nija.vault.audit.integrity.SourceCheck.Found;
import io.nija.vault.audit.lines.NotAsReadException;
import io.nija.vault.audit.lines.RunLines;
import io.nija.vault.audit.lines.StoredRun;

/** One verification: goes over the kept lines of a source and lets each check see them. */
final class SourcePass {

    private static final int BLOCKS_AT_ONCE = 4;

    private static final String BLOCKS = """
            select first_line, lines, at, previous, head, hashes, content from audit_block where source_id = ? and first_line >= ?
            order by first_line, at""";
    private static final String TAIL = """
            select first_line, lines, at, previous, null::bytea as head, null::bytea as hashes, content from audit_tail
            where source_id = ? and first_line >= ? order by first_line""";

    private final Connection connection;
    private final Extent extent;
    private final HeadCheck signed;
    private final FileCheck files;
    private final VerificationProgress progress;
    private final Replay replay;
    private final LineCheck chain;
    private final BegunLines begun;
    private final RowCheck rows;

    SourcePass(Connection connection, Extent extent, HeadCheck signed, FileCheck files, VerificationProgress progress) {
        this.connection = connection;
        this.extent = extent;
        this.signed = signed;
        this.files = files;
        this.progress = progress;
        replay = new Replay(extent.source(), extent.name(), extent.first(), extent.start().hash());
        chain = new LineCheck(replay);
        begun = new BegunLines(extent.first());
        rows = new RowCheck(connection, extent, replay, begun);
    }

    /** @throws CancellationException when the progress said so */
    Found run() throws SQLException, IOException {
        AuditFinding finding = null;
        try {
            signed.begin(extent);
            runs(BLOCKS);
            runs(TAIL);
            end();
        } catch (NotAsReadException e) {
            finding = e.finding();
        }
        return new Found(extent.first(), replay.lines() - extent.first(), begun.comparedRows(), signed.agreed(), files.compared(), finding);
    }

    private void end() throws SQLException, NotAsReadException {
        chain.end(extent.end(), extent.head());
        if (signed.next() == extent.end()) {
            signed.compare(extent.head());
        }
        signed.end(extent.end());
        files.end(extent.end(), extent.first() == 0);
        rows.end();
        new StrayRows(connection, extent, begun).look();
    }

    private void runs(String query) throws SQLException, IOException, NotAsReadException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setFetchSize(BLOCKS_AT_ONCE);
            statement.setInt(1, extent.source());
            statement.setLong(2, extent.first());
            try (var found = statement.executeQuery()) {
                while (found.next()) {
                    run(StoredRun.of(found));
                    progress.at(replay.lines() - extent.first(), extent.end() - extent.first());
                    if (progress.isCancelled()) {
                        throw new CancellationException();
                    }
                }
            }
        }
    }

    private void run(StoredRun run) throws SQLException, IOException, NotAsReadException {
        chain.begin(run);
        var lines = new RunLines(run.text());
        if (run.firstLine() == extent.first() && lines.count() > 0) {
            files.begin(lines.line(0));
        }
        parts(run, lines);
        chain.end(run, lines);
    }

    /** Goes over a run in parts that end where a head was signed. */
    private void parts(StoredRun run, RunLines lines) throws SQLException, IOException, NotAsReadException {
        for (int from = 0; from < lines.count() || replay.lines() == signed.next();) {
            if (replay.lines() == signed.next()) {
                signed.compare(replay.head());
                continue;
            }
            int to = (int) Math.min(lines.count(), signed.next() - run.firstLine());
            var part = chain.lines(run, lines, from, to);
            for (int i = from; i < to && !files.isOver(); i++) {
                files.compare(run.firstLine() + i, lines.line(i));
            }
            rows.add(part);
            from = to;
        }
    }
}
