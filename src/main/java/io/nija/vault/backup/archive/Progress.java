package io.nija.vault.backup.archive;

/** Is told how far a backup has come. */
@FunctionalInterface
public interface Progress {

    /** @param bytes that have been written or read so far, encrypted */
    void at(long bytes);

    /** @param what is being done now, for people */
    default void step(String what) {
    }
}
