package io.nija.vault.audit.ingest;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import io.nija.vault.audit.OperationOutcome;
import io.nija.vault.audit.ingest.LogFile.Fingerprint;
import io.nija.vault.audit.ingest.OperationRow.Numbers;
import io.nija.vault.audit.lines.HashChain;
import io.nija.vault.audit.lines.OperationId;
import org.jspecify.annotations.Nullable;

/**
 * How far a source has been read, and what the next lines need of those before: the hash, the requests without a response,
 * and the lines that are too few for a block. It is ahead of the database, which has it as the last commit left it, so that
 * after a failure it is loaded anew.
 */
final class SourceState {

    /** A response that comes later than this counts as an operation of its own. */
    static final Duration ANSWERS_WITHIN = Duration.ofHours(1);

    private final int source;
    private final Map<Fingerprint, Long> positions;
    private final OpenRequests open;
    private final HashChain chain;
    private long lines;
    private Tail tail;

    private SourceState(int source, long lines, HashChain chain, Map<Fingerprint, Long> positions, OpenRequests open, Tail tail) {
        this.source = source;
        this.lines = lines;
        this.chain = chain;
        this.positions = positions;
        this.open = open;
        this.tail = tail;
    }

    /** One that knows nothing of what came before a line but its hash. */
    static SourceState begin(int source, long lines, byte[] head) {
        return new SourceState(source, lines, new HashChain(head), Map.of(), new OpenRequests(), new Tail(lines, head));
    }

    static SourceState load(Connection connection, int source) throws SQLException {
        try (var statement = connection.prepareStatement("select lines, head from audit_source where id = ?")) {
            statement.setInt(1, source);
            try (var found = statement.executeQuery()) {
                found.next();
                long lines = found.getLong(1);
                var head = found.getBytes(2);
                var tail = loadTail(connection, source);
                return new SourceState(source, lines, new HashChain(head), loadPositions(connection, source), loadOpen(connection, source),
                        tail == null ? new Tail(lines, head) : tail);
            }
        }
    }

    static Map<Fingerprint, Long> loadPositions(Connection connection, int source) throws SQLException {
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

    private static OpenRequests loadOpen(Connection connection, int source) throws SQLException {
        var open = new OpenRequests();
        try (var statement = connection.prepareStatement("""
                select o.vault_request, o.id, o.at, o.class_id, o.user_id, o.address_id, o.path_id, o.error_id
                from audit_class c join audit_operation o on o.class_id = c.id and o.at > ?
                where c.source_id = ? and c.outcome <> ? and o.response is null and o.vault_request is not null
                order by o.at
                """)) {
            statement.setTimestamp(1, Timestamp.from(Instant.now().minus(ANSWERS_WITHIN)));
            statement.setInt(2, source);
            statement.setString(3, OperationOutcome.DONE.name());
            try (var found = statement.executeQuery()) {
                while (found.next()) {
                    var numbers = new Numbers(found.getInt(4), found.getInt(5), found.getInt(6), found.getInt(7), found.getObject(8, Integer.class));
                    open.add(found.getObject(1, UUID.class),
                            new OperationRow(OperationId.line(found.getLong(2)), found.getTimestamp(3).toInstant(), numbers));
                }
            }
        }
        return open;
    }

    private static @Nullable Tail loadTail(Connection connection, int source) throws SQLException {
        Tail tail = null;
        try (var statement = connection.prepareStatement("""
                select first_line, previous, content, at from audit_tail where source_id = ? order by first_line""")) {
            statement.setInt(1, source);
            try (var found = statement.executeQuery()) {
                while (found.next()) {
                    if (tail == null) {
                        tail = new Tail(found.getLong(1), found.getBytes(2));
                    }
                    var text = Tail.decompress(found.getBytes(3));
                    tail.add(text, Tail.hash(new HashChain(found.getBytes(2)), text), found.getTimestamp(4).toInstant());
                }
            }
        }
        return tail;
    }

    int source() {
        return source;
    }

    Map<Fingerprint, Long> positions() {
        return positions;
    }

    OpenRequests open() {
        return open;
    }

    HashChain chain() {
        return chain;
    }

    /** How many lines have been read, which is the number of the next one, as they are counted from 0. */
    long lines() {
        return lines;
    }

    void read(int more) {
        lines += more;
    }

    Tail tail() {
        return tail;
    }

    /** What was in the tail has become a block. */
    void newTail() {
        tail = new Tail(lines, chain.head());
    }
}
