package io.nija.vault.audit.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

import com.github.luben.zstd.ZstdInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file of an audit log that is being read. It stays the same file when it is renamed or removed meanwhile, and when
 * its content is gone because it was cut off, reading it says so.
 */
abstract sealed class LogFile implements AutoCloseable {

    /** By which a file is known: its first line's hash, as a first line never comes twice, and is never rewritten. */
    record Fingerprint(String hex) {

        static Fingerprint of(byte[] line) {
            try {
                return new Fingerprint(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(line), 0, 16));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        byte[] bytes() {
            return HexFormat.of().parseHex(hex);
        }
    }

    /** So much of a first line is enough to know a file by. Anybody can make Vault write longer lines, by a long request. */
    private static final int LONGEST_FIRST_LINE = 1 << 20;

    private final Path path;
    private final Fingerprint fingerprint;

    private LogFile(Path path, Fingerprint fingerprint) {
        this.path = path;
        this.fingerprint = fingerprint;
    }

    /** @return null while the file has no whole line, and less than would do without its end */
    static @Nullable LogFile open(Path path) throws IOException {
        if (isCompressed(path)) {
            byte[] line;
            try (var in = decompressed(path)) {
                line = firstLine(in);
            }
            return line == null ? null : new Compressed(path, Fingerprint.of(line));
        }
        var channel = FileChannel.open(path, StandardOpenOption.READ);
        var line = Plain.firstLine(channel);
        if (line == null) {
            channel.close();
            return null;
        }
        return new Plain(path, Fingerprint.of(line), channel);
    }

    static boolean isCompressed(Path path) {
        var name = path.getFileName().toString();
        return name.endsWith(".gz") || name.endsWith(".zst");
    }

    private static InputStream decompressed(Path path) throws IOException {
        var file = Files.newInputStream(path);
        return path.toString().endsWith(".gz") ? new GZIPInputStream(file, 1 << 16) : new ZstdInputStream(file);
    }

    private static byte @Nullable [] firstLine(InputStream in) throws IOException {
        var line = in.readNBytes(LONGEST_FIRST_LINE);
        int end = indexOfNewline(line, line.length);
        return end >= 0 ? Arrays.copyOf(line, end) : line.length == LONGEST_FIRST_LINE ? line : null;
    }

    private static int indexOfNewline(byte[] text, int length) {
        for (int i = 0; i < length; i++) {
            if (text[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    Path path() {
        return path;
    }

    Fingerprint fingerprint() {
        return fingerprint;
    }

    /**
     * Reads what is there from a position on.
     *
     * @return how many bytes; 0 at the end, or when the content that was there has been cut off
     */
    abstract int read(long position, byte[] into, int offset) throws IOException;

    /** How many bytes there are after a position, as far as that can be told without reading them. */
    abstract long after(long position) throws IOException;

    @Override
    public abstract void close() throws IOException;

    /** Text that may still grow. */
    private static final class Plain extends LogFile {

        private final FileChannel channel;

        Plain(Path path, Fingerprint fingerprint, FileChannel channel) {
            super(path, fingerprint);
            this.channel = channel;
        }

        static byte @Nullable [] firstLine(FileChannel channel) throws IOException {
            for (int size = 1 << 14;; size <<= 2) {
                var buffer = ByteBuffer.allocate(size);
                fill(channel, buffer, 0);
                int end = indexOfNewline(buffer.array(), buffer.position());
                if (end >= 0) {
                    return Arrays.copyOf(buffer.array(), end);
                }
                if (buffer.hasRemaining()) {
                    return null;
                }
                if (size == LONGEST_FIRST_LINE) {
                    return buffer.array();
                }
            }
        }

        private static void fill(FileChannel channel, ByteBuffer buffer, long position) throws IOException {
            long from = position;
            while (buffer.hasRemaining()) {
                int read = channel.read(buffer, from);
                if (read < 0) {
                    return;
                }
                from += read;
            }
        }

        @Override
        int read(long position, byte[] into, int offset) throws IOException {
            var buffer = ByteBuffer.wrap(into, offset, into.length - offset);
            fill(channel, buffer, position);
            // After the reading: if the file was cut off and written anew, what was read may be of its new content.
            return isWhatItWas() ? buffer.position() - offset : 0;
        }

        private boolean isWhatItWas() throws IOException {
            var line = firstLine(channel);
            return line != null && Fingerprint.of(line).equals(fingerprint());
        }

        @Override
        long after(long position) throws IOException {
            return Math.max(0, channel.size() - position);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /** Compressed after it was complete. It is read in one go, and from its beginning when that was interrupted. */
    private static final class Compressed extends LogFile {

        private @Nullable InputStream in;
        private long at;

        Compressed(Path path, Fingerprint fingerprint) {
            super(path, fingerprint);
        }

        @Override
        int read(long position, byte[] into, int offset) throws IOException {
            if (in == null || at != position) {
                close();
                in = decompressed(path());
                in.skipNBytes(position);
                at = position;
            }
            int read = in.readNBytes(into, offset, into.length - offset);
            at += read;
            return read;
        }

        @Override
        long after(long position) throws IOException {
            return position == 0 ? Files.size(path()) : 0;
        }

        @Override
        public void close() throws IOException {
            if (in != null) {
                in.close();
                in = null;
            }
        }
    }
}
