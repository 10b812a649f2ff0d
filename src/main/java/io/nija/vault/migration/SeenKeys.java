package io.nija.vault.migration;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

import io.nija.vault.base.CredentialId;

/**
 * Which keys a file has had so far, and in which line, in 24 to 48 bytes for each, however long the ids are. It knows
 * them by 64 bits of their SHA-256. Capital letters make no difference, as Vault takes two user ids that differ in
 * nothing else for one person.
 */
final class SeenKeys {

    private final MessageDigest sha256;
    private long[] hashes = new long[1024];
    private int[] lines = new int[1024];
    private int size;

    SeenKeys() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @return the line in which the key was before, else 0 */
    int add(CredentialId id, int line) {
        if (size * 2 >= hashes.length) {
            grow();
        }
        var hash = ByteBuffer.wrap(sha256.digest(id.path().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8))).getLong();
        int place = place(hash);
        if (lines[place] != 0) {
            return lines[place];
        }
        hashes[place] = hash;
        lines[place] = line;
        size++;
        return 0;
    }

    /** Where a hash is, or belongs: the next place that is free. */
    private int place(long hash) {
        int place = (int) (hash & hashes.length - 1);
        while (lines[place] != 0 && hashes[place] != hash) {
            place = place + 1 & hashes.length - 1;
        }
        return place;
    }

    private void grow() {
        var oldHashes = hashes;
        var oldLines = lines;
        hashes = new long[oldHashes.length * 2];
        lines = new int[hashes.length];
        for (int i = 0; i < oldHashes.length; i++) {
            if (oldLines[i] != 0) {
                int place = place(oldHashes[i]);
                hashes[place] = oldHashes[i];
                lines[place] = oldLines[i];
            }
        }
    }
}
