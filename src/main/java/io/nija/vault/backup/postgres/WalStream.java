package io.nija.vault.backup.postgres;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyDual;
import org.postgresql.replication.LogSequenceNumber;

/**
 * The WAL of a timeline as a server sends it over its replication protocol. The driver's own stream knows no timelines, which a server
 * that was promoted or recovered has several of; so this speaks the protocol itself, by the driver's two-way copy.
 */
final class WalStream {

    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

    private final CopyDual copy;
    private long received;
    private long stored;

    private WalStream(CopyDual copy, long from) {
        this.copy = copy;
        received = from;
        stored = from;
    }

    /** A piece of WAL. */
    record Piece(long lsn, ByteBuffer bytes) {
    }

    /**
     * Begins at a segment.
     *
     * @param slot keeps for us on the server what we have not confirmed, and lets nobody else in meanwhile
     */
    static WalStream open(Connection replication, String slot, WalSegment from) throws SQLException {
        var copy = replication.unwrap(PGConnection.class).getCopyAPI().copyDual("START_REPLICATION SLOT %s PHYSICAL %s TIMELINE %d"
                .formatted(slot, LogSequenceNumber.valueOf(from.start()).asString(), from.timeline()));
        return new WalStream(copy, from.start());
    }

    /** Waits for the next piece. Null when the server has ended the stream. */
    @Nullable Piece next() throws SQLException {
        while (copy.isActive()) {
            var message = copy.readFromCopy(true);
            if (message == null) {
                continue;
            }
            var buffer = ByteBuffer.wrap(message);
            switch (buffer.get()) {
                case 'w' -> {
                    long lsn = buffer.getLong();
                    buffer.position(1 + 8 + 8 + 8);
                    received = lsn + buffer.remaining();
                    return new Piece(lsn, buffer.slice());
                }
                case 'k' -> {
                    buffer.position(1 + 8 + 8);
                    if (buffer.get() != 0) {
                        // A server that is being stopped waits until all is confirmed. As it keeps whole segments, it keeps the one that is
                        // not whole here; those before have been stored when the next message is read.
                        stored = received;
                        tell();
                    }
                }
                default -> throw new SQLException("The server sent a message that the replication protocol does not have.");
            }
        }
        return null;
    }

    /** Tells the server that it need not keep the WAL up to here any longer. */
    void confirm(long lsn) throws SQLException {
        stored = lsn;
        tell();
    }

    private void tell() throws SQLException {
        var status = ByteBuffer.allocate(1 + 8 + 8 + 8 + 8 + 1);
        status.put((byte) 'r').putLong(received).putLong(stored).putLong(stored)
                .putLong(ChronoUnit.MICROS.between(EPOCH, Instant.now())).put((byte) 0);
        copy.writeToCopy(status.array(), 0, status.capacity());
        copy.flushCopy();
    }
}
