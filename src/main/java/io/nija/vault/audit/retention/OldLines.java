package io.nija.vault.audit.retention;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import io.nija.vault.audit.integrity.SourceCheck;
import io.nija.vault.audit.lines.ArchivedLines;
import io.nija.vault.audit.lines.NotAsReadException;
import io.nija.vault.vault.AuditHeads;

/**
 * Writes the lines of before a day to files, one a source, and has Vault sign each file and the hash after its lines. All
 * of a source is verified before: what was tampered with must not be signed anew, and must stay for people to look at.
 */
final class OldLines {

    private static final int BLOCKS_AT_ONCE = 4;

    /**
     * Lines of a source that are too old.
     *
     * @param first the number of the first one
     * @param end   the number of the line after the last
     */
    record Span(int source, String name, long first, long end) {
    }

    private final SourceCheck check;
    private final AuditHeads heads;
    private final LineArchive archive;

    OldLines(SourceCheck check, AuditHeads heads, LineArchive archive) {
        this.check = check;
        this.heads = heads;
        this.archive = archive;
    }

    /** @throws NotAsReadException when lines of a source are not as they were read */
    List<ArchivedLines> archive(Connection connection, LocalDate before) throws SQLException, IOException, NotAsReadException {
        var spans = spans(connection, before);
        OldWeeks.refuseOthers(connection, before, spans.stream().map(Span::source).toList());
        var archived = new ArrayList<ArchivedLines>();
        for (var span : spans) {
            verify(span.name);
            archived.add(archive(connection, before, span));
        }
        return archived;
    }

    private static List<Span> spans(Connection connection, LocalDate before) throws SQLException {
        var spans = new ArrayList<Span>();
        try (var statement = connection.prepareStatement("""
                select s.id, s.name, min(b.first_line), max(b.first_line + b.lines) from audit_block b join audit_source s on s.id = b.source_id
                where b.at < ? group by s.id, s.name order by s.id""")) {
            statement.setTimestamp(1, Timestamp.from(OldWeeks.start(before)));
            try (var found = statement.executeQuery()) {
                while (found.next()) {
                    spans.add(new Span(found.getInt(1), found.getString(2), found.getLong(3), found.getLong(4)));
                }
            }
        }
        return spans;
    }

    private void verify(String source) throws SQLException, IOException {
        var finding = check.check(source, null, SourceCheck.UNWATCHED).finding();
        if (finding != null) {
            throw new IllegalStateException("the records of %s are not as they were read. Line %,d: %s".formatted(source, finding.line() + 1, finding.problem()));
        }
    }

    private ArchivedLines archive(Connection connection, LocalDate before, Span span) throws SQLException, IOException, NotAsReadException {
        try (var statement = connection.prepareStatement("""
                select first_line, lines, at, previous, head, hashes, content from audit_block where source_id = ? and at < ? order by first_line, at""")) {
            statement.setFetchSize(BLOCKS_AT_ONCE);
            statement.setInt(1, span.source);
            statement.setTimestamp(2, Timestamp.from(OldWeeks.start(before)));
            try (var found = statement.executeQuery()) {
                if (!found.next()) {
                    throw new IllegalStateException("The lines of %s have gone meanwhile".formatted(span.name));
                }
                var archived = archive.write(span, found.getBytes("previous"), new StoredBlocks(found, span.first));
                sign(span.name, archived.end(), HexFormat.of().formatHex(archived.head()));
                sign(span.name + ArchivedLines.SIGNED_AS, archived.end(), ArchivedLines.proof(archived.sha256(), OldWeeks.start(before)));
                return archived;
            }
        }
    }

    private void sign(String name, long lines, String hash) {
        if (!heads.sign(name, lines, hash).head().equals(hash)) {
            throw new IllegalStateException("What was signed of the first %,d lines of %s is something else".formatted(lines, name));
        }
    }
}
