package io.nija.vault.audit.integrity;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.concurrent.CancellationException;

import io.nija.vault.audit.AuditFinding;
import io.nija.vault.audit.VerificationProgress;
import io.nija.vault.audit.ingest.Replay;
import io.nija.vault.audit.integrity.SourceCheck.Found;
import io.nija.vault.audit.lines.ArchivedLines;
import io.nija.vault.audit.lines.HashChain;
import io.nija.vault.audit.lines.RunLines;
import io.nija.vault.audit.lines.StoredRun;
import io.nija.vault.audit.lines.WrongException;
import org.jspecify.annotations.Nullable;

/** One verification: goes over the kept lines of a source and lets each check see them. */
final class SourcePass {

    private static final int BLOCKS_AT_ONCE = 4;

    /** Where the lines begin that are looked at, and the hash before them. */
    private record Start(long line, byte[] hash) {
    }

    /** The last lines that are in a file, and the time before which operations went with them. */
    private record Archive(Start end, byte[] sha256, Instant before) {
    }

    private final Connection connection;
    private final String name;
    private final @Nullable Instant since;
    private final HeadCheck signed;
    private final VerificationProgress progress;
    private int source;
    private long lines;
    private byte[] head = new byte[HashChain.LENGTH];

    SourcePass(Connection connection, String name, @Nullable Instant since, HeadCheck signed, VerificationProgress progress) {
        this.connection = connection;
        this.name = name;
        this.since = since;
        this.signed = signed;
        this.progress = progress;
    }

    /** @param log the file that Vault writes to; null when this console does not know it */
    Found run(@Nullable Path log) throws SQLException, IOException {
        load();
        var archive = archive();
        var start = start(archive);
        var replay = new Replay(source, name, start.line, start.hash);
        var rows = new RowCheck(connection, source, start.line, archive == null ? null : archive.before, replay);
        AuditFinding finding = null;
        try (var files = new FileCheck(log, connection, source)) {
            try {
                signed.begin(start.line);
                if (archive != null) {
                    signed.archived(archive.end.line, ArchivedLines.proof(archive.sha256, archive.before), archive.before);
                }
                if (archive != null && archive.end == start) {
                    signed.expect(start.line);
                }
                check(start, replay, rows, files);
            } catch (WrongException e) {
                finding = e.finding();
            }
            return new Found(start.line, replay.lines() - start.line, rows.count(), signed.agreed(), files.compared(), finding);
        }
    }

    private void load() throws SQLException {
        try (var statement = connection.prepareStatement("select id, lines, head from audit_source where name = ?")) {
            statement.setString(1, name);
            try (var found = statement.executeQuery()) {
                if (!found.next()) {
                    throw new IllegalArgumentException("There is no source of this name");
                }
                source = found.getInt(1);
                lines = found.getLong(2);
                head = found.getBytes(3);
            }
        }
    }

    private void check(Start start, Replay replay, RowCheck rows, FileCheck files) throws SQLException, IOException, WrongException {
        var chain = new LineCheck(replay);
        try (var statement = connection.prepareStatement("""
                select first_line, lines, at, previous, head, hashes, content from audit_block where source_id = ? and first_line >= ?
                order by first_line, at""")) {
            runs(statement, start, replay, chain, rows, files);
        }
        try (var statement = connection.prepareStatement("""
                select first_line, lines, at, previous, null::bytea as head, null::bytea as hashes, content from audit_tail
                where source_id = ? and first_line >= ? order by first_line""")) {
            runs(statement, start, replay, chain, rows, files);
        }
        chain.end(lines, head);
        if (signed.next() == lines) {
            signed.compare(head);
        }
        signed.end(lines);
        files.end(lines, start.line == 0);
        rows.end();
        new StrayRows(connection, source).look(rows, start.line, lines, since == null ? null : rows.earliest());
    }

    private void runs(PreparedStatement statement, Start start, Replay replay, LineCheck chain, RowCheck rows, FileCheck files)
            throws SQLException, IOException, WrongException {
        statement.setFetchSize(BLOCKS_AT_ONCE);
        statement.setInt(1, source);
        statement.setLong(2, start.line);
        try (var found = statement.executeQuery()) {
            while (found.next()) {
                var run = StoredRun.of(found);
                chain.begin(run);
                var text = new RunLines(run.text());
                if (run.firstLine() == start.line && text.count() > 0) {
                    files.begin(text.line(0));
                }
                run(run, text, replay, chain, rows, files);
                chain.end(run, text);
                progress.at(replay.lines() - start.line, lines - start.line);
                if (progress.isCancelled()) {
                    throw new CancellationException();
                }
            }
        }
    }

    /** Goes over a run in parts that end where a head was signed. */
    private void run(StoredRun run, RunLines text, Replay replay, LineCheck chain, RowCheck rows, FileCheck files)
            throws SQLException, IOException, WrongException {
        for (int from = 0; from < text.count() || replay.lines() == signed.next();) {
            if (replay.lines() == signed.next()) {
                signed.compare(replay.head());
                continue;
            }
            int to = (int) Math.min(text.count(), signed.next() - run.firstLine());
            var part = chain.lines(run, text, from, to);
            for (int i = from; i < to && !files.isOver(); i++) {
                files.compare(run.firstLine() + i, text.line(i));
            }
            rows.add(part);
            from = to;
        }
    }

    /** The first block that may have a line of the time, after what comes before it; else what comes after the archive. */
    private Start start(@Nullable Archive archive) throws SQLException {
        var before = since == null ? null : before(since);
        if (before != null) {
            return before;
        }
        return archive == null ? new Start(0, new byte[HashChain.LENGTH]) : archive.end;
    }

    private @Nullable Archive archive() throws SQLException {
        try (var statement = connection.prepareStatement("""
                select first_line + lines, head, sha256, before from audit_archive where source_id = ? order by first_line desc limit 1""")) {
            statement.setInt(1, source);
            try (var found = statement.executeQuery()) {
                return found.next() ? new Archive(new Start(found.getLong(1), found.getBytes(2)), found.getBytes(3), found.getTimestamp(4).toInstant()) : null;
            }
        }
    }

    private @Nullable Start before(Instant time) throws SQLException {
        try (var statement = connection.prepareStatement("""
                select first_line + lines, head from audit_block where source_id = ? and first_line < coalesce(
                    (select min(first_line) from audit_block where source_id = ? and at >= ?),
                    (select min(first_line) from audit_tail where source_id = ?), ?)
                order by first_line desc limit 1""")) {
            statement.setInt(1, source);
            statement.setInt(2, source);
            statement.setTimestamp(3, Timestamp.from(time));
            statement.setInt(4, source);
            statement.setLong(5, lines);
            try (var found = statement.executeQuery()) {
                return found.next() ? new Start(found.getLong(1), found.getBytes(2)) : null;
            }
        }
    }
}
