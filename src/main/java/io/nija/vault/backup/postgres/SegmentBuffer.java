package io.nija.vault.backup.postgres;

import java.util.Arrays;

import io.nija.vault.backup.BackupException;

/** Puts a segment together from pieces that follow one another. */
final class SegmentBuffer {

    /** What is done with a segment that is whole. */
    interface Whole {

        void take(WalSegment segment, byte[] content) throws Exception;
    }

    private final byte[] bytes;
    private WalSegment segment;
    private int filled;

    SegmentBuffer(WalSegment first) {
        bytes = new byte[first.size()];
        segment = first;
    }

    /** @throws BackupException when a piece is missing or comes a second time */
    void add(WalStream.Piece piece, Whole whole) throws Exception {
        if (piece.lsn() != segment.start() + filled) {
            throw new BackupException("The server sent WAL that does not follow what it had sent of %s.".formatted(segment));
        }
        var rest = piece.bytes();
        while (rest.hasRemaining()) {
            int part = Math.min(rest.remaining(), bytes.length - filled);
            rest.get(bytes, filled, part);
            filled += part;
            if (filled == bytes.length) {
                whole.take(segment, bytes);
                segment = segment.next();
                filled = 0;
                Arrays.fill(bytes, (byte) 0);
            }
        }
    }
}
