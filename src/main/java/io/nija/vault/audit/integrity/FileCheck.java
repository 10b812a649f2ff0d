package io.nija.vault.audit.integrity;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.nija.vault.audit.ingest.FileLines;
import io.nija.vault.audit.lines.NotAsReadException;
import org.jspecify.annotations.Nullable;

/**
 * Compares kept lines with the log files that still exist. A file is followed from its first line on, which tells it apart
 * from all others, to its end. Lines of files that are gone are passed over.
 */
final class FileCheck implements AutoCloseable {

    private final Map<String, FileLines> coming = new HashMap<>();
    private final List<FileLines> all;
    private @Nullable FileLines current;
    private long compared;

    /** @param live the file that Vault writes to; null when this console does not know it */
    FileCheck(@Nullable Path live, Connection connection, int source) throws SQLException, IOException {
        all = live == null ? List.of() : FileLines.existing(live, connection, source);
        all.forEach(file -> coming.put(file.id(), file));
    }

    /** Finds the file that a first line is in the middle of, and the place. */
    void begin(byte[] line) throws IOException {
        if (coming.containsKey(FileLines.id(line))) {
            return;
        }
        for (var file : all.reversed()) {
            if (file.seek(line)) {
                current = file;
                coming.remove(file.id());
                return;
            }
        }
    }

    /** Whether there is nothing to compare with any more. */
    boolean isOver() {
        return current == null && coming.isEmpty();
    }

    /** @param number of the line, for what is said of it */
    void compare(long number, byte[] line) throws IOException, NotAsReadException {
        var following = current;
        if (following != null && following.take(line)) {
            compared++;
            return;
        }
        var begun = coming.remove(FileLines.id(line));
        if (begun != null && begun.take(line)) {
            current = begun;
            compared++;
            return;
        }
        if (following != null && !following.isAtEnd()) {
            throw new NotAsReadException(number, null, "The log file %s has another line in the place of this one, at byte %,d.".formatted(following.name(), following.position()));
        }
        current = null;
    }

    /**
     * Whether all that was read of the files is kept.
     *
     * @param all whether the lines were all that were ever read
     */
    void end(long lines, boolean all) throws NotAsReadException {
        for (var file : coming.values()) {
            if (all && file.readTo() > 0) {
                throw new NotAsReadException(lines, null, "None of the lines is kept that were read from the log file %s.".formatted(file.name()));
            }
        }
        var following = current;
        if (following != null && following.position() < following.readTo()) {
            throw new NotAsReadException(lines, null, "From this line on, lines are missing that were read from the log file %s.".formatted(following.name()));
        }
    }

    /** How many lines were compared. */
    long compared() {
        return compared;
    }

    @Override
    public void close() throws IOException {
        for (var file : all) {
            file.close();
        }
    }
}
