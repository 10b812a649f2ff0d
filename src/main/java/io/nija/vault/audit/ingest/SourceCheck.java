package io.nija.vault.audit.ingest;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;

import javax.sql.DataSource;

import io.nija.vault.audit.AuditFinding;
import io.nija.vault.audit.VerificationProgress;
import io.nija.vault.audit.ingest.LogFile.Fingerprint;
import io.nija.vault.vault.AuditHeads;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Looks whether what is kept of a source is what was read: the lines by their hash chain, the table's own head, the signed
 * heads in Vault, the log files that still exist, and each operation by the lines that it was made from. All of it in one
 * snapshot of the database, block by block, so that the size of a source does not matter but for one bit a line. What it
 * cannot tell is in src/docs/decisions/what-the-chain-proves.md.
 */
@Component
public class SourceCheck {

    /**
     * What it found.
     *
     * @param finding null when all is well
     */
    public record Found(long firstLine, long lines, long operations, int heads, long fileLines, @Nullable AuditFinding finding) {
    }

    private static final int BLOCKS_AT_ONCE = 4;
    /** To look through all rows of a source takes longer than a page may wait. */
    private static final Duration FOR_A_QUERY = Duration.ofMinutes(10);

    private final DataSource database;
    private final AuditHeads heads;
    private final AuditProperties properties;

    SourceCheck(DataSource database, AuditHeads heads, AuditProperties properties) {
        this.database = database;
        this.heads = heads;
        this.properties = properties;
    }

    /**
     * @param since where to begin: with the block that this time is in; null for the beginning
     * @throws CancellationException when the progress said so
     * @throws io.nija.vault.base.ConsoleException when Vault does not answer
     */
    public Found check(String source, @Nullable Instant since, VerificationProgress progress) throws SQLException, IOException {
        var signed = new HeadCheck(heads, source);
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            int timeout = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, (int) FOR_A_QUERY.toMillis());
            try {
                try (var statement = connection.createStatement()) {
                    statement.execute("set transaction isolation level repeatable read, read only");
                }
                return new Pass(connection, source, since, signed, progress).run();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
                connection.setNetworkTimeout(Runnable::run, timeout);
            }
        }
    }

    /**
     * Where the lines begin that are looked at.
     *
     * @param hash   before them
     * @param before operations of before that time are gone; null when none are
     */
    private record Start(long line, byte[] hash, @Nullable Instant before) {
    }

    /** One verification. */
    private final class Pass {

        private final Connection connection;
        private final String name;
        private final @Nullable Instant since;
        private final HeadCheck signed;
        private final VerificationProgress progress;
        private final LogFormat format = new VaultLog();
        private int source;
        private long lines;
        private byte[] head = new byte[HashChain.LENGTH];

        Pass(Connection connection, String name, @Nullable Instant since, HeadCheck signed, VerificationProgress progress) {
            this.connection = connection;
            this.name = name;
            this.since = since;
            this.signed = signed;
            this.progress = progress;
        }

        Found run() throws SQLException, IOException {
            load();
            var start = start();
            var state = SourceState.begin(source, start.line, start.hash);
            var rows = new RowCheck(connection, source, start.line, start.before, format);
            AuditFinding finding = null;
            try (var files = new FileCheck(properties.logs().get(name), positions())) {
                try {
                    check(start, state, rows, files);
                } catch (WrongException e) {
                    finding = e.finding();
                }
                return new Found(start.line, state.lines() - start.line, rows.count(), signed.agreed(), files.compared(), finding);
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

        private Map<Fingerprint, Long> positions() throws SQLException {
            var positions = new HashMap<Fingerprint, Long>();
            try (var statement = connection.prepareStatement("select encode(fingerprint, 'hex'), position from audit_file where source_id = ?")) {
                statement.setInt(1, source);
                try (var found = statement.executeQuery()) {
                    while (found.next()) {
                        positions.put(new Fingerprint(found.getString(1)), found.getLong(2));
                    }
                }
            }
            return positions;
        }

        private void check(Start start, SourceState state, RowCheck rows, FileCheck files) throws SQLException, IOException, WrongException {
            var chain = new LineCheck(state, format);
            signed.begin(start.line);
            if (start.before != null && signed.next() != start.line) {
                throw new WrongException(start.line, start.before, "The lines before this one are said to be archived, which was not signed.");
            }
            try (var statement = connection.prepareStatement("""
                    select first_line, lines, at, previous, head, hashes, content from audit_block where source_id = ? and first_line >= ?
                    order by first_line, at""")) {
                runs(statement, start, state, chain, rows, files);
            }
            try (var statement = connection.prepareStatement("""
                    select first_line, lines, at, previous, null::bytea as head, null::bytea as hashes, content from audit_tail
                    where source_id = ? and first_line >= ? order by first_line""")) {
                runs(statement, start, state, chain, rows, files);
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

        private void runs(PreparedStatement statement, Start start, SourceState state, LineCheck chain, RowCheck rows, FileCheck files)
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
                    run(run, text, state, chain, rows, files);
                    chain.end(run, text);
                    progress.at(state.lines() - start.line, lines - start.line);
                    if (progress.isCancelled()) {
                        throw new CancellationException();
                    }
                }
            }
        }

        /** Goes over a run in parts that end where a head was signed. */
        private void run(StoredRun run, RunLines text, SourceState state, LineCheck chain, RowCheck rows, FileCheck files)
                throws SQLException, IOException, WrongException {
            for (int from = 0; from < text.count() || state.lines() == signed.next();) {
                if (state.lines() == signed.next()) {
                    signed.compare(state.chain().head());
                    continue;
                }
                int to = (int) Math.min(text.count(), signed.next() - run.firstLine());
                var batch = chain.lines(run, text, from, to);
                for (int i = from; i < to && !files.isOver(); i++) {
                    files.compare(run.firstLine() + i, text.line(i));
                }
                rows.add(batch);
                from = to;
            }
        }

        /** The first block that may have a line of the time, after what comes before it. */
        private Start start() throws SQLException {
            var before = since == null ? null : before(since);
            return before == null ? beginning() : before;
        }

        /** After what was archived, if anything was. */
        private Start beginning() throws SQLException {
            try (var statement = connection.prepareStatement("""
                    select first_line + lines, head, before from audit_archive where source_id = ? order by first_line desc limit 1""")) {
                statement.setInt(1, source);
                try (var found = statement.executeQuery()) {
                    return found.next() ? new Start(found.getLong(1), found.getBytes(2), found.getTimestamp(3).toInstant())
                            : new Start(0, new byte[HashChain.LENGTH], null);
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
                    return found.next() ? new Start(found.getLong(1), found.getBytes(2), null) : null;
                }
            }
        }
    }
}
