package io.nija.vault.audit.lines;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A hash over all lines of a source so far: each line's is SHA-256 of the one before and the line. Whoever changes, removes,
 * inserts or moves a line changes every later one.
 */
public final class HashChain {

    public static final int LENGTH = 32;

    /** How much of a line's hash is kept beside the line. */
    public static final int KEPT = 8;

    private final MessageDigest sha256;
    private final byte[] head;

    /** @param head the hash of the line before; zeros before the first */
    public HashChain(byte[] head) {
        this.head = head.clone();
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public void add(byte[] text, int from, int length) {
        sha256.update(head);
        sha256.update(text, from, length);
        try {
            sha256.digest(head, 0, LENGTH);
        } catch (DigestException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The hash of the last line. */
    public byte[] head() {
        return head.clone();
    }

    /** Writes the part of it that is kept beside the line. */
    public void keep(byte[] into, int at) {
        System.arraycopy(head, 0, into, at, KEPT);
    }
}
