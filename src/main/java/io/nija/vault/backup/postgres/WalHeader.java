package io.nija.vault.backup.postgres;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import io.nija.vault.backup.BackupException;

/** What a segment says of itself at its beginning. It is written as the server's processor has its numbers: the low byte first. */
final class WalHeader {

    private static final int LONG_HEADER = 2;
    private static final int BYTES = 40;

    private WalHeader() {
    }

    /** @throws BackupException when it is not this segment, or none of this server's */
    static void check(byte[] content, WalSegment segment, String systemIdentifier) {
        if (content.length != segment.size() || content.length < BYTES) {
            throw new BackupException("The WAL segment %s has %,d bytes instead of %,d.".formatted(segment, content.length, segment.size()));
        }
        var header = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        if ((header.getShort(2) & LONG_HEADER) == 0) {
            throw new BackupException("The WAL segment %s is none: its header is damaged.".formatted(segment));
        }
        var server = Long.toUnsignedString(header.getLong(24));
        if (!server.equals(systemIdentifier)) {
            throw new BackupException("The WAL segment %s is of another server: it belongs to %s, and not to %s.".formatted(segment, server, systemIdentifier));
        }
        // The first pages may be those of the timeline that was left in this segment.
        if (header.getInt(4) > segment.timeline() || header.getLong(8) != segment.start()) {
            throw new BackupException("In place of the WAL segment %s there is another one.".formatted(segment));
        }
    }
}
