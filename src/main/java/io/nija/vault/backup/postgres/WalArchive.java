package io.nija.vault.backup.postgres;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import io.nija.vault.backup.store.BackupStore;

/**
 * The WAL of one server in a store, by the server's system identifier. Of a segment and of a timeline's history there are two files:
 * {@code NAME.gz.gpg}, compressed and encrypted, and {@code NAME.asc}, a signature over what it was before that. The signature is written
 * last: without it, there is nothing.
 */
public final class WalArchive {

    static final String FOLDER = "wal";
    private static final String SEALED = ".gz.gpg";
    private static final String SIGNATURE = ".asc";
    private static final Pattern HISTORY = Pattern.compile("[0-9A-F]{8}\\.history");

    private final BackupStore store;
    private final String systemIdentifier;

    /** @param systemIdentifier digits, as {@code IDENTIFY_SYSTEM} says it */
    public WalArchive(BackupStore store, String systemIdentifier) {
        if (!systemIdentifier.matches("\\d{1,20}")) {
            throw new IllegalArgumentException("It is no system identifier of PostgreSQL.");
        }
        this.store = store;
        this.systemIdentifier = systemIdentifier;
    }

    public BackupStore store() {
        return store;
    }

    public String systemIdentifier() {
        return systemIdentifier;
    }

    /** The segments that are there whole, by timeline and number. */
    public TreeSet<WalSegment> segments(int size) throws IOException {
        var found = new TreeSet<WalSegment>();
        for (var name : names()) {
            WalSegment.named(name, size).ifPresent(found::add);
        }
        return found;
    }

    /** The timelines whose history is there. */
    public TreeSet<Integer> histories() throws IOException {
        var found = new TreeSet<Integer>();
        for (var name : names()) {
            if (HISTORY.matcher(name).matches()) {
                found.add(Integer.parseUnsignedInt(name.substring(0, 8), 16));
            }
        }
        return found;
    }

    private Set<String> names() throws IOException {
        var sealed = new HashSet<String>();
        var signed = new HashSet<String>();
        for (var file : store.list(folder())) {
            var name = file.path().substring(file.path().lastIndexOf('/') + 1);
            if (name.endsWith(SEALED)) {
                sealed.add(name.substring(0, name.length() - SEALED.length()));
            } else if (name.endsWith(SIGNATURE)) {
                signed.add(name.substring(0, name.length() - SIGNATURE.length()));
            }
        }
        sealed.retainAll(signed);
        return sealed;
    }

    /** @param name of a segment or a history */
    public boolean has(String name) throws IOException {
        try (var signature = store.read(signature(name)); var sealed = store.read(sealed(name))) {
            return signature.read() >= 0 && sealed.read() >= 0;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /**
     * Removes the segments that recovery from a base backup does not need that begins here, on whatever timeline: with a segment, those of
     * lower numbers go. Histories stay.
     *
     * @param first the segment where the oldest base backup that is kept begins
     * @return how many segments went
     */
    public int removeBefore(WalSegment first) throws IOException {
        var old = new ArrayList<>(segments(first.size()).stream().filter(segment -> segment.number() < first.number()).toList());
        for (var segment : old) {
            store.delete(signature(segment.name()));
            store.delete(sealed(segment.name()));
        }
        return old.size();
    }

    private String folder() {
        return FOLDER + "/" + systemIdentifier + "/";
    }

    /** By timeline, which the first eight digits of each name are. */
    private String path(String name) {
        return folder() + name.substring(0, 8) + "/" + name;
    }

    String sealed(String name) {
        return path(name) + SEALED;
    }

    String signature(String name) {
        return path(name) + SIGNATURE;
    }
}
