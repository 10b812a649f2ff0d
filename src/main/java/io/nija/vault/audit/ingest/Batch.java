package io.nija.vault.audit.ingest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.nija.vault.audit.lines.HashChain;

/** What a run of lines says, and the lines themselves: all that one commit takes. */
final class Batch {

    private final Lines lines;
    private final long firstLine;
    private final byte[] previous;
    private final List<OperationRow> begun = new ArrayList<>();
    private final List<OperationRow> answered = new ArrayList<>();
    private final byte[] hashes;
    private byte[] head = new byte[0];
    private Instant latest = Instant.EPOCH;
    private int unreadable;

    private Batch(Lines lines, long firstLine, byte[] previous) {
        this.lines = lines;
        this.firstLine = firstLine;
        this.previous = previous;
        hashes = new byte[lines.count() * HashChain.KEPT];
    }

    /** Reads the lines, which are the next ones of their source. */
    static Batch of(Lines lines, LogFormat format, SourceState state) {
        var batch = new Batch(lines, state.lines(), state.chain().head());
        for (int i = 0; i < lines.count(); i++) {
            int from = lines.starts()[i];
            int length = lines.lengths()[i];
            state.chain().add(lines.text(), from, length);
            state.chain().keep(batch.hashes, i * HashChain.KEPT);
            var entry = format.read(lines.text(), from, length);
            if (entry == null) {
                batch.unreadable++;
            } else {
                batch.add(entry, batch.firstLine + i, state.open());
            }
        }
        state.read(lines.count());
        batch.head = state.chain().head();
        return batch;
    }

    private void add(LogEntry entry, long line, OpenRequests open) {
        if (entry.time().isAfter(latest)) {
            latest = entry.time();
        }
        if (!entry.response()) {
            var row = new OperationRow(line, entry);
            begun.add(row);
            if (entry.vaultRequest() != null) {
                open.add(entry.vaultRequest(), row);
            }
            return;
        }
        var row = entry.vaultRequest() == null ? null : open.remove(entry.vaultRequest());
        if (row == null) {
            begun.add(new OperationRow(line, entry));
            return;
        }
        if (row.line() < firstLine) {
            answered.add(row.answered(entry, line));
        } else {
            row.answer(entry, line);
        }
    }

    Lines lines() {
        return lines;
    }

    long firstLine() {
        return firstLine;
    }

    /** The hash of the line before them. */
    byte[] previous() {
        return previous;
    }

    /** The hash of the last of them. */
    byte[] head() {
        return head;
    }

    /** How many lines of the source have been read with them. */
    long linesSoFar() {
        return firstLine + lines.count();
    }

    /** Operations that have no row yet. */
    List<OperationRow> begun() {
        return begun;
    }

    /** Those that have one without a response, which is in this batch. */
    List<OperationRow> answered() {
        return answered;
    }

    /** All of both. */
    List<OperationRow> rows() {
        return Stream.concat(begun.stream(), answered.stream()).toList();
    }

    /** For the kept parts of the lines' hashes. */
    byte[] hashes() {
        return hashes;
    }

    /** The latest time in it; the epoch when no line could be read. */
    Instant latest() {
        return latest;
    }

    int unreadable() {
        return unreadable;
    }
}
