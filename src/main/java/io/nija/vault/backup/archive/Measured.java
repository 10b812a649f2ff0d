package io.nija.vault.backup.archive;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.LongConsumer;

/** The length and the hash of what passes through. */
final class Measured {

    private final MessageDigest digest;
    private long bytes;

    Measured() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    OutputStream on(OutputStream out) {
        return on(out, none -> { });
    }

    /** @param progress is told the length so far, now and then */
    OutputStream on(OutputStream out, LongConsumer progress) {
        return new FilterOutputStream(out) {

            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] b, int off, int len) throws IOException {
                out.write(b, off, len);
                digest.update(b, off, len);
                bytes += len;
                progress.accept(bytes);
            }
        };
    }

    /** Without marks, as what is read twice would be measured twice. */
    InputStream of(InputStream in) {
        return new InputStream() {

            @Override
            public int read() throws IOException {
                var one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] b, int off, int len) throws IOException {
                int read = in.read(b, off, len);
                if (read > 0) {
                    digest.update(b, off, read);
                    bytes += read;
                }
                return read;
            }

            @Override
            public void close() throws IOException {
                in.close();
            }
        };
    }

    long bytes() {
        return bytes;
    }

    /** In hexadecimal digits. At the end, once. */
    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
