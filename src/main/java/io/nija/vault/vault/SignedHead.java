package io.nija.vault.vault;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * What the console vouched for: the hash over the first so many lines of an audit log, at that time.
 *
 * @param source    whose audit log, by the node's name
 * @param lines     how many lines the hash is over
 * @param head      the hash, in hexadecimal digits
 * @param time      when it was signed
 * @param signature Transit's, over {@link #text}
 * @param version   how often this place in Vault has been written; more than once means that it was overwritten
 */
public record SignedHead(String source, long lines, String head, Instant time, String signature, int version) {

    /**
     * What is signed: five lines in UTF-8, each with its end, of which the first is always the same and the others are
     * source, lines in decimal digits, head and time in ISO 8601.
     */
    byte[] text() {
        return text(source, lines, head, time);
    }

    static byte[] text(String source, long lines, String head, Instant time) {
        return "nija vault console: head of an audit log\n%s\n%d\n%s\n%s\n".formatted(source, lines, head, time).getBytes(StandardCharsets.UTF_8);
    }
}
