package io.nija.vault.backup.drill;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The entries of Vault's storage as a snapshot has them: protobuf messages, each with its length before it, whose field 1 is the key.
 * The values are sealed and nobody's business here.
 */
final class StorageEntries {

    /** The tag of a field 1 that has a length. */
    private static final int KEY = 1 << 3 | 2;
    /** Vault's own limit is 1 MB by default. */
    private static final int LARGEST = 64 << 20;

    interface Taker {

        /** @param entry the whole message, the key in it too */
        void take(String key, byte[] entry) throws IOException;
    }

    private StorageEntries() {
    }

    static void read(InputStream in, Taker taker) throws IOException {
        for (long length = length(in); length >= 0; length = length(in)) {
            if (length > LARGEST) {
                throw new IOException("An entry of the snapshot is far too long");
            }
            var entry = in.readNBytes((int) length);
            if (entry.length < length) {
                throw new EOFException("The snapshot ends in the middle of an entry");
            }
            taker.take(key(entry), entry);
        }
    }

    static void write(OutputStream out, byte[] entry) throws IOException {
        int rest = entry.length;
        for (; rest > 127; rest >>>= 7) {
            out.write(rest & 127 | 128);
        }
        out.write(rest);
        out.write(entry);
    }

    private static String key(byte[] entry) throws IOException {
        if (entry.length < 2 || entry[0] != KEY) {
            throw new IOException("An entry of the snapshot has no key");
        }
        int at = 1;
        int length = 0;
        for (int shift = 0; at < entry.length && shift < 28; shift += 7) {
            byte next = entry[at++];
            length |= (next & 127) << shift;
            if (next >= 0) {
                break;
            }
        }
        if (at + length > entry.length) {
            throw new IOException("The key of an entry of the snapshot is cut short");
        }
        return new String(entry, at, length, StandardCharsets.UTF_8);
    }

    /** @return -1 at the end */
    private static long length(InputStream in) throws IOException {
        int next = in.read();
        if (next < 0) {
            return -1;
        }
        long length = next & 127;
        for (int shift = 7; next > 127; shift += 7) {
            next = in.read();
            if (next < 0 || shift > 28) {
                throw new EOFException("The snapshot ends in the middle of an entry");
            }
            length |= (long) (next & 127) << shift;
        }
        return length;
    }
}
