package io.nija.vault.audit.lines;

/** The number of an operation: those of its source and of its first line in it, in one. There is room for 281 million million lines. */
public final class OperationId {

    private OperationId() {
    }

    public static long of(int source, long line) {
        return (long) source << 48 | line;
    }

    public static int source(long id) {
        return (int) (id >>> 48);
    }

    public static long line(long id) {
        return id & (1L << 48) - 1;
    }
}
