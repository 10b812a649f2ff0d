package io.nija.vault.audit.lines;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import org.jspecify.annotations.Nullable;

/**
 * Lines that the database keeps together: a block, or a part of the tail.
 *
 * @param firstLine the number of the first one
 * @param lines     how many the database says they are
 * @param at        the latest time in them, as the database has it
 * @param previous  the hash before them
 * @param head      the hash after them; null in the tail
 * @param hashes    the kept part of each line's hash; null in the tail
 * @param content   compressed
 */
public record StoredRun(long firstLine, int lines, Instant at, byte[] previous, byte @Nullable [] head, byte @Nullable [] hashes, byte[] content) {

    /** All that a commit takes of a log at once, and some more. */
    private static final long LONGEST = 256 << 20;

    public static StoredRun of(ResultSet row) throws SQLException {
        return new StoredRun(row.getLong("first_line"), row.getInt("lines"), row.getTimestamp("at").toInstant(), row.getBytes("previous"),
                row.getBytes("head"), row.getBytes("hashes"), row.getBytes("content"));
    }

    /** The lines themselves, each with its end. */
    public byte[] text() throws NotAsReadException {
        try {
            if (Zstd.getFrameContentSize(content) <= LONGEST) {
                var text = Zstd.decompress(content);
                if (text.length > 0 && text[text.length - 1] == '\n') {
                    return text;
                }
            }
        } catch (ZstdException e) {
            // What is wrong with it does not matter.
        }
        throw new NotAsReadException(firstLine, at, "From this line on, what is kept cannot be read any more.");
    }
}
