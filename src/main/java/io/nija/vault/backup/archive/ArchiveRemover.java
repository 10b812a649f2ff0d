package io.nija.vault.backup.archive;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;

import io.nija.vault.backup.store.BackupStore;

/** Takes backups out of a store, the signature first: what is left when it is interrupted is no backup. */
public final class ArchiveRemover {

    private static final Duration TO_REMOVE = Duration.ofMinutes(10);

    private final BackupStore store;

    public ArchiveRemover(BackupStore store) {
        this.store = store;
    }

    /** @return false when somebody reads it, and nothing was done */
    public boolean remove(String name) throws IOException {
        var mark = Lease.announceRemoval(store, name, TO_REMOVE);
        try {
            if (Lease.isRead(store, name)) {
                return false;
            }
            discard(name);
            return true;
        } finally {
            store.delete(mark);
        }
    }

    /** Removes what there is of a backup that nobody can be reading, as it was never finished. */
    public void discard(String name) throws IOException {
        store.delete(Archives.signature(name));
        for (var file : store.list(Archives.folder(name) + "/")) {
            store.delete(file.path());
        }
    }

    /**
     * The names of what was begun and never finished.
     *
     * @param age how long nothing has been written to it at least
     */
    public List<String> unfinished(Duration age) throws IOException {
        var latest = new TreeMap<String, Instant>();
        var finished = new HashSet<String>();
        for (var file : store.list(Archives.FOLDER + "/")) {
            var path = file.path().split("/");
            if (path.length == 3 && Archives.isName(path[1])) {
                latest.merge(path[1], file.written(), (one, other) -> one.isAfter(other) ? one : other);
                if (file.path().equals(Archives.signature(path[1]))) {
                    finished.add(path[1]);
                }
            }
        }
        var before = Instant.now().minus(age);
        return latest.keySet().stream().filter(name -> !finished.contains(name) && latest.get(name).isBefore(before)).toList();
    }
}
