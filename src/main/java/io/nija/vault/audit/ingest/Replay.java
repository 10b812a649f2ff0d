package io.nija.vault.audit.ingest;

import java.time.Duration;
import java.util.List;

import io.nija.vault.audit.lines.RunLines;
import org.jspecify.annotations.Nullable;

/**
 * Makes operations of kept lines anew, as the reading made them, and the hash chain with them. It writes nothing, and knows
 * nothing of what came before the line that it begins with but the hash.
 */
public final class Replay {

    /** A response that comes later than this counts as an operation of its own. */
    public static final Duration ANSWERS_WITHIN = SourceState.ANSWERS_WITHIN;

    /**
     * What some lines make.
     *
     * @param hashes   the kept part of each line's hash
     * @param begun    the operations that begin with them
     * @param answered those that began before them, and whose responses they are
     */
    public record Part(byte[] hashes, List<FullRow> begun, List<FullRow> answered) {
    }

    private final SourceState state;
    private final LogFormat format;

    /**
     * @param name     of the source
     * @param line     the number of the first one
     * @param previous the hash before it
     */
    public Replay(int source, String name, long line, byte[] previous) {
        state = SourceState.begin(source, line, previous);
        format = LogFormat.of(name);
    }

    /** Goes over lines of a run, which come next. */
    public Part read(RunLines run, int from, int to) {
        var batch = Batch.of(new Lines(run.text(), run.starts(from, to), run.lengths(from, to), null, "", 0, false), format, state);
        return new Part(batch.hashes(), rows(batch.begun()), rows(batch.answered()));
    }

    private List<FullRow> rows(List<OperationRow> rows) {
        return rows.stream().map(row -> FullRow.of(state.source(), row)).toList();
    }

    /** The operation that a line is by itself; null when it cannot be understood. */
    public @Nullable FullRow alone(long line, byte[] text) {
        var entry = format.read(text, 0, text.length);
        return entry == null ? null : FullRow.of(state.source(), new OperationRow(line, entry));
    }

    /** The number of the line that comes next. */
    public long lines() {
        return state.lines();
    }

    /** The hash before it. */
    public byte[] head() {
        return state.chain().head();
    }
}
