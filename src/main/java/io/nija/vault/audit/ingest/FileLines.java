package io.nija.vault.audit.ingest;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

import io.nija.vault.audit.ingest.LogFile.Fingerprint;

/** The lines of a log file, one after the other, to be compared with those that are kept. */
public final class FileLines implements AutoCloseable {

    private static final int AT_ONCE = 1 << 20;
    private static final byte[] NONE = {};

    private final LogFile file;
    private final long readTo;
    private byte[] buffer = NONE;
    private long position;
    private int from;
    private int to;

    private FileLines(LogFile file, long readTo) {
        this.file = file;
        this.readTo = readTo;
    }

    /**
     * Those of all files of a log that are there, each from its beginning. They must be closed.
     *
     * @param live       the file that Vault writes to
     * @param connection to the database that says how far each was read
     */
    public static List<FileLines> existing(Path live, Connection connection, int source) throws SQLException, IOException {
        var positions = SourceState.loadPositions(connection, source);
        try (var files = new LogFiles(live, positions)) {
            return files.existing().stream().map(file -> new FileLines(file, positions.getOrDefault(file.fingerprint(), 0L))).toList();
        } catch (NoSuchFileException e) {
            // They are all gone, or on another machine.
            return List.of();
        }
    }

    public String name() {
        return file.path().getFileName().toString();
    }

    /** By what a file is known that begins with a line. */
    public static String id(byte[] firstLine) {
        return Fingerprint.of(firstLine).hex();
    }

    /** By what this one is known. */
    public String id() {
        return file.fingerprint().hex();
    }

    /** Up to where it has been read into the database. */
    public long readTo() {
        return readTo;
    }

    /** Where in the file the next line begins. */
    public long position() {
        return position;
    }

    /** Goes on to the line after, if the next one is this one. */
    public boolean take(byte[] line) throws IOException {
        int length = next();
        if (length < 0 || !Arrays.equals(buffer, from, from + length, line, 0, line.length)) {
            return false;
        }
        skip(length);
        return true;
    }

    /** Goes on to this line, wherever it is; back to the beginning when it is nowhere. @return whether it is there */
    public boolean seek(byte[] line) throws IOException {
        for (int length = next(); length >= 0; length = next()) {
            if (Arrays.equals(buffer, from, from + length, line, 0, line.length)) {
                return true;
            }
            skip(length);
        }
        position = 0;
        from = 0;
        to = 0;
        buffer = NONE;
        return false;
    }

    public boolean isAtEnd() throws IOException {
        return next() < 0;
    }

    private void skip(int length) {
        // A piece of a line that is too long has no end of its own.
        int withEnd = length < LogFiles.LONGEST_LINE && from + length < to ? length + 1 : length;
        from += withEnd;
        position += withEnd;
    }

    /** How long the next line is, without its end; -1 when there is none. */
    private int next() throws IOException {
        for (int at = from;;) {
            for (; at < to; at++) {
                if (buffer[at] == '\n' || at - from == LogFiles.LONGEST_LINE) {
                    return at - from;
                }
            }
            if (at - from == LogFiles.LONGEST_LINE) {
                return LogFiles.LONGEST_LINE;
            }
            int rest = to - from;
            System.arraycopy(buffer, from, buffer, 0, rest);
            from = 0;
            if (rest == buffer.length) {
                buffer = Arrays.copyOf(buffer, Math.max(AT_ONCE, buffer.length * 2));
            }
            int read = Math.max(0, file.read(position + rest, buffer, rest));
            to = rest + read;
            at = rest;
            if (read == 0 && rest == 0) {
                // There may be hundreds of files, each of which is read to its end.
                buffer = NONE;
                return -1;
            }
            if (read == 0) {
                return rest;
            }
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
