package io.nija.vault.audit.integrity;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;

import io.nija.vault.audit.lines.ArchivedLines;
import io.nija.vault.audit.lines.NotAsReadException;
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

    /** Leaves out those of lines before the first one, and looks whether it was signed that lines are in a file. */
    void begin(Extent extent) throws NotAsReadException {
        agreedLines = extent.first();
        while (!coming.isEmpty() && coming.peek() < extent.first()) {
            coming.poll();
        }
        var archive = extent.archive();
        if (archive != null) {
            archived(archive);
            // What comes before it is not here any more, so nothing else says what the hash there was.
            if (extent.first() == archive.end().line() && next() != extent.first()) {
                throw new NotAsReadException(extent.first(), null, "The lines before this one are archived, and the signed head of them was removed from Vault.");
            }
        }
    }

    private void archived(Extent.Archive archive) throws NotAsReadException {
        long lines = archive.end().line();
        var head = heads.read(source + ArchivedLines.SIGNED_AS, lines);
        if (head.isEmpty() || head.get().version() > 1 || !head.get().head().equals(ArchivedLines.proof(archive.sha256(), archive.before()))
                || !heads.isGenuine(head.get())) {
            throw new NotAsReadException(lines, archive.before(), "The lines before this one are said to be archived, which was not signed.");
        }
    }

    /** Of how many lines the next one is; the longest there is when none is left. */
    long next() {
        return coming.isEmpty() ? Long.MAX_VALUE : coming.peek();
    }

    /** @param hash over all lines up to the next head */
    void compare(byte[] hash) throws NotAsReadException {
        long lines = coming.remove();
        long line = Math.max(0, lines - 1);
        var head = heads.read(source, lines).orElseThrow(() -> new NotAsReadException(line, null,
                "The signed head of the lines up to this one was removed from Vault, or is none."));
        if (head.version() > 1) {
            throw new NotAsReadException(line, head.time(), "The signed head of the lines up to this one was overwritten in Vault.");
        }
        if (!heads.isGenuine(head)) {
            throw new NotAsReadException(line, head.time(), "The signed head of the lines up to this one does not bear the signature of Vault's key.");
        }
        if (!head.head().equals(HexFormat.of().formatHex(hash))) {
            throw new NotAsReadException(agreedLines, head.time(), ("Between this line and line %,d, something was altered together with all hashes: "
                    + "the head that was signed is another one.").formatted(lines));
        }
        agreedLines = lines;
        agreed++;
    }

    /** @param lines how many there are in all */
    void end(long lines) throws NotAsReadException {
        if (!coming.isEmpty()) {
            throw new NotAsReadException(lines, null, "From this line on, lines are missing: %,d were read and signed.".formatted(coming.getLast()));
        }
    }

    int agreed() {
        return agreed;
    }
}
