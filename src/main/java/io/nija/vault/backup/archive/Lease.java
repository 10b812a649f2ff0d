package io.nija.vault.backup.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import io.nija.vault.backup.BackupException;
import io.nija.vault.backup.store.BackupStore;

/**
 * Keeps a backup from being removed while somebody reads it, who need have nothing but the store: a file beside the backups that says
 * until when. It has to be renewed before that. Reader and remover each leave their mark first and look for the other's after that, so
 * that at least one of them sees the other.
 */
public final class Lease implements AutoCloseable {

    static final String FOLDER = "leases";
    private static final String REMOVAL = "removal";

    private final BackupStore store;
    private final String name;
    private final Duration time;
    private String path;
    private long renewed = System.nanoTime();

    private Lease(BackupStore store, String name, Duration time) throws IOException {
        this.store = store;
        this.name = name;
        this.time = time;
        this.path = mark(store, name, time);
    }

    /**
     * To be taken before the backup's manifest is read.
     *
     * @param time after which it ends unless it is renewed
     * @throws BackupException when the backup is being removed
     */
    public static Lease take(BackupStore store, String name, Duration time) throws IOException {
        var lease = new Lease(store, name, time);
        if (isHeld(store, name, true)) {
            lease.close();
            throw new BackupException("The backup %s is being removed. Choose another one.".formatted(name));
        }
        return lease;
    }

    /** Renews it when a third of its time is over, for as long again. To be called often by whoever reads. */
    public void renewInTime() throws IOException {
        long now = System.nanoTime();
        if (now - renewed > time.toNanos() / 3) {
            var before = path;
            path = mark(store, name, time);
            renewed = now;
            store.delete(before);
        }
    }

    @Override
    public void close() throws IOException {
        store.delete(path);
    }

    private static String mark(BackupStore store, String name, Duration time) throws IOException {
        return write(store, folder(name) + UUID.randomUUID(), time);
    }

    private static String write(BackupStore store, String path, Duration time) throws IOException {
        store.write(path, out -> out.write(Instant.now().plus(time).toString().getBytes(StandardCharsets.US_ASCII)));
        return path;
    }

    /** Says that the backup is about to be removed. @return the mark's path */
    static String announceRemoval(BackupStore store, String name, Duration time) throws IOException {
        return write(store, folder(name) + REMOVAL + "-" + UUID.randomUUID(), time);
    }

    /** Whether somebody reads it now. Marks whose time is over are taken away. */
    static boolean isRead(BackupStore store, String name) throws IOException {
        return isHeld(store, name, false);
    }

    private static boolean isHeld(BackupStore store, String name, boolean forRemoval) throws IOException {
        boolean held = false;
        for (var mark : store.list(folder(name))) {
            if (isOver(store, mark)) {
                store.delete(mark.path());
            } else {
                held |= mark.path().startsWith(folder(name) + REMOVAL) == forRemoval;
            }
        }
        return held;
    }

    private static boolean isOver(BackupStore store, BackupStore.Stored mark) throws IOException {
        try (var in = store.read(mark.path())) {
            return Instant.parse(new String(in.readNBytes(64), StandardCharsets.US_ASCII)).isBefore(Instant.now());
        } catch (NoSuchFileException e) {
            return true;
        } catch (DateTimeException e) {
            // Not ours to judge, until it is old.
            return mark.written().plus(Duration.ofDays(1)).isBefore(Instant.now());
        }
    }

    private static String folder(String name) {
        return FOLDER + "/" + Archives.checked(name) + "/";
    }
}
