package io.nija.vault.client;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * Numbers what a process asks Vault, in a header that Vault's audit log shows, so that a number without a record tells of
 * a call without one. Calls that Vault may not have recorded, as it did not answer them, are named in the header of a later
 * one. The console numbers its calls by it as well; for who uses the client, there is nothing to do. It may be used by many
 * threads at once.
 */
public final class CallNumbers {

    /** {@code caller.number}, and after a blank, the numbers of calls without an answer: {@code lost=5,7-9}. */
    public static final String HEADER = "X-Nija-Call";

    private static final int TOLD_AT_ONCE = 50;

    /**
     * One call.
     *
     * @param number 1 for the first
     * @param header the header's value
     * @param told   the runs of numbers without an answer that it names
     */
    public record Call(long number, String header, List<Run> told) {
    }

    /** Numbers that follow on each other, both ends included. */
    public record Run(long first, long last) {

        @Override
        public String toString() {
            return first == last ? String.valueOf(first) : first + "-" + last;
        }
    }

    private final String caller;
    private final AtomicLong last = new AtomicLong();
    private final ArrayList<Run> lost = new ArrayList<>();
    private volatile boolean someLost;

    /** @param kind what the process is, in small letters; its name is that and a random number */
    public CallNumbers(String kind) {
        caller = kind + "-" + HexFormat.of().toHexDigits(new SecureRandom().nextLong());
    }

    /** The name under which the calls are numbered. */
    public String caller() {
        return caller;
    }

    /** The number of the latest call; 0 before the first. */
    public long last() {
        return last.get();
    }

    public Call next() {
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
    public synchronized void lost(Call call) {
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
    public static boolean mayBeUnrecorded(int status) {
        return status >= 500 || status / 100 == 3 || status == 413 || status == 429;
    }
}
