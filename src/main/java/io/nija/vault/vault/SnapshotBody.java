package io.nija.vault.vault;

import java.io.IOException;
import java.io.OutputStream;

import org.apache.hc.core5.io.IOCallback;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot on its way to Vault, but for the last of it: that follows once all was written without an exception. Vault restores nothing
 * that lacks its end, so it never restores what turned out to be wrong.
 */
final class SnapshotBody implements IOCallback<OutputStream> {

    /** Larger than the list of hashes at a snapshot's end, by which Vault knows that it is whole. */
    private static final int LAST = 1 << 16;
    private static final int MOST_HELD = 1 << 20;

    private final SnapshotRestore.Content snapshot;
    private @Nullable IOException unreadable;

    SnapshotBody(SnapshotRestore.Content snapshot) {
        this.snapshot = snapshot;
    }

    @Override
    public void execute(OutputStream to) throws IOException {
        var held = new HeldBack(to);
        try {
            snapshot.writeTo(held);
        } catch (IOException e) {
            unreadable = held.broken ? null : e;
            throw e;
        }
        held.release();
    }

    /** What kept the snapshot from being written to its end; null when that was not it, but the connection, say. */
    @Nullable IOException unreadable() {
        return unreadable;
    }

    private static final class HeldBack extends OutputStream {

        private final OutputStream to;
        private final byte[] held = new byte[MOST_HELD];
        private int count;
        private boolean broken;

        HeldBack(OutputStream to) {
            this.to = to;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            for (int from = offset; from < offset + length;) {
                if (count == held.length) {
                    pass(count - LAST);
                }
                int room = Math.min(offset + length - from, held.length - count);
                System.arraycopy(bytes, from, held, count, room);
                count += room;
                from += room;
            }
        }

        void release() throws IOException {
            pass(count);
        }

        private void pass(int length) throws IOException {
            // Broken unless it returns.
            broken = true;
            to.write(held, 0, length);
            broken = false;
            count -= length;
            System.arraycopy(held, length, held, 0, count);
        }
    }
}
