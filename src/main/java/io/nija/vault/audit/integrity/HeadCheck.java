package io.nija.vault.audit.integrity;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;

import io.nija.vault.audit.lines.ArchivedLines;
import io.nija.vault.audit.lines.WrongException;
import io.nija.vault.vault.AuditHeads;

/** Compares the hash chain with the signed heads of a source in Vault, whose signatures Transit checks. */
final class HeadCheck {

    private final AuditHeads heads;
    private final String source;
    private final Deque<Long> coming;
    private long agreedLines;
    private int agreed;

    /** To be made before the lines are looked at, so that no head is newer than they are. */
    HeadCheck(AuditHeads heads, String source) {
        this.heads = heads;
        this.source = source;
        coming = new ArrayDeque<>(heads.signed(source));
    }

    /** Leaves out those of fewer lines. */
    void begin(long lines) {
        agreedLines = lines;
        while (!coming.isEmpty() && coming.peek() < lines) {
            coming.poll();
        }
    }

    /** Whether it was signed that so many lines are in files. */
    void archived(long lines, String proof, Instant before) throws WrongException {
        var head = heads.read(source + ArchivedLines.SIGNED_AS, lines);
        if (head.isEmpty() || head.get().version() > 1 || !head.get().head().equals(proof) || !heads.isGenuine(head.get())) {
            throw new WrongException(lines, before, "The lines before this one are said to be archived, which was not signed.");
        }
    }

    /** Whether the head of so many lines is the next, as it must be where what comes before is not here any more. */
    void expect(long lines) throws WrongException {
        if (next() != lines) {
            throw new WrongException(lines, null, "The lines before this one are archived, and the signed head of them was removed from Vault.");
        }
    }

    /** Of how many lines the next one is; the longest there is when none is left. */
    long next() {
        return coming.isEmpty() ? Long.MAX_VALUE : coming.peek();
    }

    /** @param hash over all lines up to the next head */
    void compare(byte[] hash) throws WrongException {
        long lines = coming.remove();
        long line = Math.max(0, lines - 1);
        var head = heads.read(source, lines).orElseThrow(() -> new WrongException(line, null,
                "The signed head of the lines up to this one was removed from Vault, or is none."));
        if (head.version() > 1) {
            throw new WrongException(line, head.time(), "The signed head of the lines up to this one was overwritten in Vault.");
        }
        if (!heads.isGenuine(head)) {
            throw new WrongException(line, head.time(), "The signed head of the lines up to this one does not bear the signature of Vault's key.");
        }
        if (!head.head().equals(HexFormat.of().formatHex(hash))) {
            throw new WrongException(agreedLines, head.time(), ("Between this line and line %,d, something was altered together with all hashes: "
                    + "the head that was signed is another one.").formatted(lines));
        }
        agreedLines = lines;
        agreed++;
    }

    /** @param lines how many there are in all */
    void end(long lines) throws WrongException {
        if (!coming.isEmpty()) {
            throw new WrongException(lines, null, "From this line on, lines are missing: %,d were read and signed.".formatted(coming.getLast()));
        }
    }

    int agreed() {
        return agreed;
    }
}
