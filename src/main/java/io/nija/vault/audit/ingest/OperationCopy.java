package io.nija.vault.audit.ingest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.nija.vault.audit.ingest.Names.Text;
import io.nija.vault.audit.lines.OperationId;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Writes rows by PostgreSQL's COPY in its binary format, the fastest way in. The format is that of "Binary Format" in the
 * reference of COPY.
 */
final class OperationCopy {

    private static final String COPY = """
            copy audit_operation (at, id, class_id, user_id, address_id, path_id, error_id, version, duration, response, vault_request,
            request_id) from stdin (format binary)""";
    private static final short COLUMNS = 12;
    private static final byte[] SIGNATURE = "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    /** All that a row can take. */
    private static final int LONGEST_ROW = 2 + COLUMNS * 4 + 2 * 8 + 8 * 4 + 16 + 4 * 64;

    private OperationCopy() {
    }

    static void write(Connection connection, List<OperationRow> rows, int source, Names names) throws SQLException {
        var buffer = ByteBuffer.allocate(SIGNATURE.length + 8 + rows.size() * LONGEST_ROW + 2);
        buffer.put(SIGNATURE).putInt(0).putInt(0);
        for (var row : rows) {
            put(buffer, row, source, names);
        }
        buffer.putShort((short) -1);
        var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
        try {
            copy.writeToCopy(buffer.array(), 0, buffer.position());
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private static void put(ByteBuffer buffer, OperationRow row, int source, Names names) {
        var entry = row.entry();
        buffer.putShort(COLUMNS);
        putLong(buffer, micros(row.at()));
        putLong(buffer, OperationId.of(source, row.line()));
        putInt(buffer, row.classId());
        putInt(buffer, names.of(Text.USER, entry.user()));
        putInt(buffer, names.of(Text.ADDRESS, entry.address()));
        putInt(buffer, names.path(entry.path()));
        putInt(buffer, entry.error() == null ? null : (Integer) names.of(Text.ERROR, entry.error()));
        putInt(buffer, entry.version());
        putInt(buffer, row.duration());
        putInt(buffer, row.response());
        putUuid(buffer, entry.vaultRequest());
        putText(buffer, entry.requestId());
    }

    private static long micros(Instant at) {
        return Math.addExact(Math.multiplyExact(at.getEpochSecond() - EPOCH.getEpochSecond(), 1_000_000L), at.getNano() / 1000);
    }

    private static void putLong(ByteBuffer buffer, long value) {
        buffer.putInt(8).putLong(value);
    }

    private static void putInt(ByteBuffer buffer, @Nullable Integer value) {
        if (value == null) {
            buffer.putInt(-1);
        } else {
            buffer.putInt(4).putInt(value);
        }
    }

    private static void putUuid(ByteBuffer buffer, @Nullable UUID value) {
        if (value == null) {
            buffer.putInt(-1);
            return;
        }
        buffer.putInt(16).putLong(value.getMostSignificantBits()).putLong(value.getLeastSignificantBits());
    }

    private static void putText(ByteBuffer buffer, @Nullable String value) {
        if (value == null) {
            buffer.putInt(-1);
        } else {
            var bytes = Names.clean(value, 64).getBytes(StandardCharsets.UTF_8);
            buffer.putInt(bytes.length).put(bytes);
        }
    }
}
