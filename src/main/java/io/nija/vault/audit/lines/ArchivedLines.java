package io.nija.vault.audit.lines;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

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
public record ArchivedLines(int source, String name, long firstLine, long lines, byte[] previous, byte[] head, String file, byte[] sha256) {

    /** Under what the proof of an archive is signed, after the name of its source. */
    public static final String SIGNED_AS = ".archive";

    /**
     * What is signed of a file, beside the hash after its lines: SHA-256 over that of the file and the time before which
     * operations went, in hexadecimal digits. Without it, any signed head would do to say that the lines before it are archived.
     */
    public static String proof(byte[] sha256, Instant before) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(sha256);
            return HexFormat.of().formatHex(digest.digest(before.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The number of the line after them. */
    public long end() {
        return firstLine + lines;
    }
}
