package io.nija.vault.audit.ingest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Rows in the binary format of PostgreSQL's COPY, the fastest way in. The format is that of "Binary Format" in the reference of
 * COPY.
 */
final class CopyFormat {

    private static final byte[] SIGNATURE = "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final int NULL = -1;

    private final ByteBuffer buffer;

    /** @param longest how many bytes all rows take at most, with two for the number of columns and four for the length of each */
    CopyFormat(int longest) {
        buffer = ByteBuffer.allocate(SIGNATURE.length + 8 + longest + 2);
        buffer.put(SIGNATURE).putInt(0).putInt(0);
    }

    CopyFormat row(int columns) {
        buffer.putShort((short) columns);
        return this;
    }

    CopyFormat time(Instant at) {
        buffer.putInt(8).putLong(Math.addExact(Math.multiplyExact(at.getEpochSecond() - EPOCH.getEpochSecond(), 1_000_000L), at.getNano() / 1000));
        return this;
    }

    CopyFormat bigint(long value) {
        buffer.putInt(8).putLong(value);
        return this;
    }

    CopyFormat integer(@Nullable Integer value) {
        if (value == null) {
            buffer.putInt(NULL);
        } else {
            buffer.putInt(4).putInt(value);
        }
        return this;
    }

    CopyFormat uuid(@Nullable UUID value) {
        if (value == null) {
            buffer.putInt(NULL);
        } else {
            buffer.putInt(16).putLong(value.getMostSignificantBits()).putLong(value.getLeastSignificantBits());
        }
        return this;
    }

    CopyFormat text(@Nullable String value) {
        if (value == null) {
            buffer.putInt(NULL);
        } else {
            var bytes = value.getBytes(StandardCharsets.UTF_8);
            buffer.putInt(bytes.length).put(bytes);
        }
        return this;
    }

    byte[] bytes() {
        buffer.putShort((short) -1);
        return Arrays.copyOf(buffer.array(), buffer.position());
    }
}
