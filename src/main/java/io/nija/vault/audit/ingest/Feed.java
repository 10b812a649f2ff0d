package io.nija.vault.audit.ingest;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.sql.Connection;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/** Where the lines of one source come from, while one reader takes them. */
interface Feed extends AutoCloseable {

    /**
     * The next lines, if there are any.
     *
     * @throws NoSuchFileException when there is nothing that lines could come from
     */
    @Nullable Lines next() throws IOException, SQLException;

    /** Called in the transaction in which the lines that came last are written, for what must be true from then on. */
    default void taken(Connection connection) throws SQLException {
    }

    /** Whether the next lines can be had while the last ones are still being written. */
    default boolean readsAhead() {
        return false;
    }

    /** How many bytes wait to be read. */
    long behind() throws IOException, SQLException;

    @Override
    void close() throws IOException;
}
