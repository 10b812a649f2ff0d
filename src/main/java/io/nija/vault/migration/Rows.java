package io.nija.vault.migration;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/** The rows of a file in its order, one at a time, so that a file of any length takes the same memory. */
interface Rows {

    /**
     * @return null at the end
     * @throws SourceException when the rest cannot be read
     */
    @Nullable Entry next() throws IOException;

    /** Where the row begins that was read last or is being read. */
    int line();
}
