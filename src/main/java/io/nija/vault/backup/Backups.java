package io.nija.vault.backup;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Makes backups and knows what came of them, over all consoles. Who may ask is not decided here. Every method throws
 * {@link org.springframework.dao.DataAccessException} when the console's database does not answer.
 */
public interface Backups {

    /** What is to be set before anything can be backed up, in a sentence for an admin; empty when nothing is missing. */
    Optional<String> missing();

    /** Where backups go, in words; empty when there is no such place. */
    Optional<String> place();

    /** One for each kind that this console knows how to back up. */
    List<BackupOverview> overview();

    /**
     * Begins a backup, which this console makes.
     *
     * @param askedBy a person, or the like
     * @return its name
     * @throws BackupException when one of that kind is being made, or something is missing
     */
    String start(BackupKind kind, String askedBy);

    /** Ends a running one soon, wherever it runs. Nothing happens to one that has ended. */
    void cancel(String name);

    /**
     * Begins to read a backup back from the store.
     *
     * @throws BackupException when there is none of that name in the store, or it is being read back already
     */
    void verify(String name);

    /**
     * Removes a backup from the store.
     *
     * @throws BackupException when it is the last good one of its kind, somebody reads it, or the store does not do it
     */
    void remove(String name);

    Optional<BackupDetail> find(String name);

    /**
     * Newest first.
     *
     * @param before the name after which the page begins; null for the first page
     */
    List<Backup> page(@Nullable String before, int limit);

    /**
     * Tells when something has changed, on any console; how far one has come, about once a second.
     *
     * @param listener is called on any thread, and must not take long
     * @return what ends that
     */
    Runnable onChange(Runnable listener);
}
