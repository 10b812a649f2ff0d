package io.nija.vault.client;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * Numbers what this client asks Vault, in a header that Vault's audit log shows, so that a number without a record tells of
 * a call without one. Calls that Vault may not have recorded, as it did not answer them, are named in the header of a later
 * one.
 */
final class CallNumbers {

    /** {@code caller.number}, and after a blank, the numbers of calls without an answer: {@code lost=5,7-9}. */
    static final String HEADER = "X-Nija-Call";

    private static final int TOLD_AT_ONCE = 50;

    /**
     * One call.
     *
     * @param told the runs of lost numbers that its header names
     */
    record Call(long number, String header, List<Run> told) {
    }

    private record Run(long first, long last) {

        @Override
        public String toString() {
            return first == last ? String.valueOf(first) : first + "-" + last;
        }
    }

    private final String caller = "client-" + HexFormat.of().toHexDigits(new SecureRandom().nextLong());
    private final AtomicLong last = new AtomicLong();
    private final ArrayList<Run> lost = new ArrayList<>();
    private volatile boolean someLost;

    Call next() {
        long number = last.incrementAndGet();
        var told = someLost ? takeLost() : List.<Run>of();
        var header = caller + "." + number;
        return new Call(number, told.isEmpty() ? header : header + told.stream().map(Run::toString).collect(Collectors.joining(",", " lost=", "")), told);
    }

    private synchronized List<Run> takeLost() {
        var some = lost.subList(0, Math.min(TOLD_AT_ONCE, lost.size()));
        var taken = List.copyOf(some);
        some.clear();
        someLost = !lost.isEmpty();
        return taken;
    }

    /** A call may have no record, and so may those that it would have told of. */
    synchronized void lost(Call call) {
        lost.addAll(call.told);
        var before = lost.isEmpty() ? null : lost.getLast();
        if (before != null && before.last == call.number - 1) {
            lost.set(lost.size() - 1, new Run(before.first, call.number));
        } else {
            lost.add(new Run(call.number, call.number));
        }
        someLost = true;
    }

    /** Vault refuses some requests before it records them: when it is sealed, has no active node, or wants fewer or smaller ones. */
    static boolean mayBeUnrecorded(int status) {
        return status >= 500 || status / 100 == 3 || status == 413 || status == 429;
    }
}
