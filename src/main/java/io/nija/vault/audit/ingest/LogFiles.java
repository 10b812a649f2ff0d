package io.nija.vault.audit.ingest;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipException;

import io.nija.vault.audit.ingest.LogFile.Fingerprint;
import org.jspecify.annotations.Nullable;

/**
 * The files of one audit log: the one that is written to, and earlier ones beside it, renamed, copied or compressed. They
 * are read one after the other, oldest first, each from where its reading ended.
 */
class LogFiles implements Feed {

    /** A last line without an end is a line once nothing has come after it for as long, unless the file is written to. */
    private static final Duration PARTIAL_LINE_IS_FINAL = Duration.ofSeconds(10);
    private static final int AT_ONCE = 4 << 20;
    /**
     * What is longer is taken in pieces of this length, which count as lines that cannot be read: whoever may send a request
     * to Vault can make it write lines of hundreds of megabytes.
     */
    static final int LONGEST_LINE = 16 << 20;

    /** As a directory tells it, without opening the file. */
    private record Seen(Path path, FileTime modified, long size) {
    }

    private final Path live;
    private final String stem;
    private final Map<Fingerprint, Long> positions;
    private final Set<Seen> finished = new HashSet<>();
    private @Nullable LogFile current;
    private byte[] buffer = new byte[AT_ONCE];

    /**
     * @param live      the file that Vault writes to
     * @param positions where the reading of each file ended
     */
    LogFiles(Path live, Map<Fingerprint, Long> positions) {
        this.live = live;
        this.positions = new HashMap<>(positions);
        var name = live.getFileName().toString();
        stem = name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
    }

    /**
     * The next lines, if there are any.
     *
     * @throws NoSuchFileException when there is no log at all
     */
    @Override
    public @Nullable Lines next() throws IOException {
        if (current != null) {
            // Before the reading, since nothing is written to a file any more once its successor has a line.
            var successor = successor();
            var lines = read(current, successor != null);
            if (lines != null) {
                return lines;
            }
            if (successor == null) {
                return null;
            }
            current.close();
            current = null;
        }
        current = oldestUnread();
        return current == null ? null : read(current, !current.path().equals(live));
    }

    /** How many bytes wait to be read; of a compressed file, as it is. */
    @Override
    public long behind() throws IOException {
        long bytes = 0;
        var counted = new HashSet<Fingerprint>();
        for (var seen : unfinished()) {
            try (var file = open(seen)) {
                if (file != null && counted.add(file.fingerprint())) {
                    bytes += file.after(position(file));
                }
            }
        }
        return bytes;
    }

    /** All that are there, each once, oldest first. They must be closed. */
    List<LogFile> existing() throws IOException {
        var files = new ArrayList<LogFile>();
        var found = new HashSet<Fingerprint>();
        for (var seen : unfinished()) {
            var file = open(seen);
            if (file != null && found.add(file.fingerprint())) {
                files.add(file);
            } else if (file != null) {
                file.close();
            }
        }
        return files;
    }

    @Override
    public boolean readsAhead() {
        return true;
    }

    private long position(LogFile file) {
        return positions.getOrDefault(file.fingerprint(), 0L);
    }

    /** @param ended whether nobody writes to it any more */
    private @Nullable Lines read(LogFile file, boolean ended) throws IOException {
        long position = position(file);
        for (;;) {
            int length;
            try {
                length = file.read(position, buffer, 0);
            } catch (EOFException e) {
                // It is being compressed at the moment.
                return null;
            }
            var lines = lines(file, position, length);
            if (lines != null) {
                positions.put(file.fingerprint(), lines.position());
                return lines;
            }
            if (length == buffer.length) {
                if (length == LONGEST_LINE) {
                    return withoutEnd(file, position, length);
                }
                buffer = new byte[buffer.length * 2];
            } else if (length > 0 && ended && isQuiet(file)) {
                return withoutEnd(file, position, length);
            } else {
                return null;
            }
        }
    }

    private Lines withoutEnd(LogFile file, long position, int length) {
        positions.put(file.fingerprint(), position + length);
        return new Lines(Arrays.copyOf(buffer, length), new int[] { 0 }, new int[] { length }, file.fingerprint(), name(file), position + length, true);
    }

    private static boolean isQuiet(LogFile file) throws IOException {
        return LogFile.isCompressed(file.path()) || !Files.exists(file.path())
                || Files.getLastModifiedTime(file.path()).toInstant().isBefore(Instant.now().minus(PARTIAL_LINE_IS_FINAL));
    }

    private @Nullable Lines lines(LogFile file, long position, int length) {
        int count = 0;
        for (int i = 0; i < length; i++) {
            if (buffer[i] == '\n') {
                count++;
            }
        }
        if (count == 0) {
            return null;
        }
        int[] starts = new int[count];
        int[] lengths = new int[count];
        int start = 0;
        for (int line = 0, i = 0; line < count; i++) {
            if (buffer[i] == '\n') {
                starts[line] = start;
                lengths[line++] = i - start;
                start = i + 1;
            }
        }
        return new Lines(Arrays.copyOf(buffer, start), starts, lengths, file.fingerprint(), name(file), position + start, false);
    }

    private static String name(LogFile file) {
        return file.path().getFileName().toString();
    }

    /** The live file, when it is another one than the current and has a line. */
    private @Nullable Fingerprint successor() throws IOException {
        try (var file = LogFile.open(live)) {
            return file == null || current == null || file.fingerprint().equals(current.fingerprint()) ? null : file.fingerprint();
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private @Nullable LogFile oldestUnread() throws IOException {
        // The same content may be there twice: as a copy before the original is cut off, or beside its compressed form.
        var taken = new HashSet<Fingerprint>();
        for (var seen : unfinished()) {
            var file = open(seen);
            if (file == null) {
                continue;
            }
            if (taken.add(file.fingerprint()) && hasMore(file)) {
                return file;
            }
            file.close();
            if (!seen.path.equals(live)) {
                finished.add(seen);
            }
        }
        return null;
    }

    /** @return null for a file without a line, or one that cannot be read as it is */
    private static @Nullable LogFile open(Seen seen) throws IOException {
        try {
            return LogFile.open(seen.path);
        } catch (NoSuchFileException | EOFException | ZipException e) {
            // It has been renamed or removed just now, or it is being compressed at the moment, or it is broken.
            return null;
        }
    }

    private boolean hasMore(LogFile file) throws IOException {
        if (file.path().equals(live)) {
            return true;
        }
        try {
            return file.read(position(file), new byte[1], 0) > 0;
        } catch (EOFException e) {
            return false;
        }
    }

    /** Oldest first; the live one last. */
    private List<Seen> unfinished() throws IOException {
        var files = new ArrayList<Seen>();
        try (var entries = Files.newDirectoryStream(live.toAbsolutePath().getParent(), stem + "*")) {
            for (var path : entries) {
                if (Files.isRegularFile(path) && !path.getFileName().equals(live.getFileName())) {
                    try {
                        var seen = new Seen(path, Files.getLastModifiedTime(path), Files.size(path));
                        if (!finished.contains(seen)) {
                            files.add(seen);
                        }
                    } catch (NoSuchFileException e) {
                        // Renamed or removed just now; the next look finds it.
                    }
                }
            }
        }
        // Compression keeps the time of the last change, as do renaming and, nearly, copying.
        files.sort(Comparator.comparing(Seen::modified));
        if (Files.isRegularFile(live)) {
            files.add(new Seen(live, Files.getLastModifiedTime(live), Files.size(live)));
        } else if (files.isEmpty()) {
            throw new NoSuchFileException(live.toString());
        }
        return files;
    }

    @Override
    public void close() throws IOException {
        if (current != null) {
            current.close();
        }
    }
}
