package io.nija.vault.migration;

import java.util.TreeSet;

/** Lines to look at: how many there are, and the first of them. */
final class LineList {

    private static final int SHOWN = 20;

    private final TreeSet<Integer> first = new TreeSet<>();
    private int count;

    synchronized void add(int line) {
        count++;
        first.add(line);
        if (first.size() > SHOWN) {
            first.pollLast();
        }
    }

    synchronized int count() {
        return count;
    }

    /** Such as {@code 3, 7, 12 and 5 more}; empty when there are none. */
    @Override
    public synchronized String toString() {
        var lines = String.join(", ", first.stream().map(String::valueOf).toList());
        return count > first.size() ? lines + " and " + (count - first.size()) + " more" : lines;
    }
}
