package io.nija.vault.audit.ingest;

/**
 * Lines of a source that are in a file now.
 *
 * @param name      of the source
 * @param firstLine the number of the first one
 * @param previous  the hash before them
 * @param head      the hash after them
 * @param file      the name of the file
 * @param sha256    of the file as it is
 */
record ArchivedLines(int source, String name, long firstLine, long lines, byte[] previous, byte[] head, String file, byte[] sha256) {

    /** The number of the line after them. */
    long end() {
        return firstLine + lines;
    }
}
