package io.nija.vault.audit.ingest;

import java.io.IOException;
import java.util.Arrays;

/** The lines of a log file, one after the other, to be compared with those that are kept. */
final class FileLines implements AutoCloseable {

    private final LogFile file;
    private byte[] buffer = new byte[1 << 20];
    private long position;
    private int from;
    private int to;

    FileLines(LogFile file) {
        this.file = file;
    }

    String name() {
        return file.path().getFileName().toString();
    }

    LogFile.Fingerprint fingerprint() {
        return file.fingerprint();
    }

    /** Where in the file the next line begins. */
    long position() {
        return position;
    }

    /** Goes on to the line after, if the next one is this one. */
    boolean take(byte[] line) throws IOException {
        int length = next();
        if (length < 0 || !Arrays.equals(buffer, from, from + length, line, 0, line.length)) {
            return false;
        }
        skip(length);
        return true;
    }

    /** Goes on to this line, wherever it is; back to the beginning when it is nowhere. @return whether it is there */
    boolean seek(byte[] line) throws IOException {
        for (int length = next(); length >= 0; length = next()) {
            if (Arrays.equals(buffer, from, from + length, line, 0, line.length)) {
                return true;
            }
            skip(length);
        }
        position = 0;
        from = 0;
        to = 0;
        return false;
    }

    boolean isAtEnd() throws IOException {
        return next() < 0;
    }

    private void skip(int length) {
        int withEnd = from + length < to ? length + 1 : length;
        from += withEnd;
        position += withEnd;
    }

    /** How long the next line is, without its end; -1 when there is none. */
    private int next() throws IOException {
        for (int at = from;;) {
            for (; at < to; at++) {
                if (buffer[at] == '\n') {
                    return at - from;
                }
            }
            int rest = to - from;
            System.arraycopy(buffer, from, buffer, 0, rest);
            from = 0;
            if (rest == buffer.length) {
                buffer = Arrays.copyOf(buffer, buffer.length * 2);
            }
            int read = Math.max(0, file.read(position + rest, buffer, rest));
            to = rest + read;
            at = rest;
            if (read == 0) {
                return rest == 0 ? -1 : rest;
            }
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
