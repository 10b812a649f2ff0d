package io.nija.vault.audit.ingest;

import org.jspecify.annotations.Nullable;

/**
 * Whole lines of a source, in a buffer, without their line ends.
 *
 * @param text     the buffer
 * @param starts   where each begins
 * @param lengths  how long each is
 * @param file     of which file; null when they are not of a file
 * @param name     what the file is called at the moment
 * @param position where in the file the line after them begins
 * @param partial  whether the last one never got its line end
 */
record Lines(byte[] text, int[] starts, int[] lengths, LogFile.@Nullable Fingerprint file, String name, long position, boolean partial) {

    int count() {
        return starts.length;
    }
}
