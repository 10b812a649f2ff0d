package io.nija.vault.backup.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A place for files under paths such as {@code backups/vault-20260101T000000Z/manifest.json}. Of a file there is all or nothing: what was
 * interrupted halfway is never seen under its path. Every method throws {@link IOException} when the store does not do it.
 */
public interface BackupStore {

    /** What writes a file's content. */
    interface Content {

        /** @param out is not to be closed */
        void writeTo(OutputStream out) throws IOException;
    }

    /** A file that is there whole. */
    record Stored(String path, long bytes, Instant written) {
    }

    /**
     * Writes a new file as it is produced, without keeping it in memory. When the content fails, nothing is there, and its exception is
     * passed on.
     *
     * @throws java.nio.file.FileAlreadyExistsException when there is one: what is stored is never overwritten
     */
    void write(String path, Content content) throws IOException;

    /** @throws java.nio.file.NoSuchFileException when there is none */
    InputStream read(String path) throws IOException;

    /** The files below a path, by their paths in ascending order. */
    List<Stored> list(String below) throws IOException;

    /** Removes a file, if it is there. */
    void delete(String path) throws IOException;

    /**
     * Removes what writes left behind that never ended.
     *
     * @param age how old it is at least
     * @return how many
     */
    int removeUnfinished(Duration age) throws IOException;

    /** Where it is, in words for a person, without secrets. */
    String place();
}
