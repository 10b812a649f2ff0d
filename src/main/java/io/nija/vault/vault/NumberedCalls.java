package io.nija.vault.vault;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

import io.nija.vault.base.RequestId;
import org.jspecify.annotations.Nullable;

/**
 * Numbers what this process asks Vault, in a header that Vault's audit log shows, so that a number without a record tells of
 * a call without one. Calls that Vault may not have recorded, as it did not answer them, are named in the header of a later
 * one. See src/docs/decisions/each-call-has-a-number.md.
 */
final class CallNumbers {

    /** {@code caller.number}, and after a blank, the numbers of calls without an answer: {@code lost=5,7-9}. */
    static final String HEADER = "X-Nija-Call";

    /** Vault's own list of paths that it never records, as far as the console asks them. */
    private static final Set<String> NEVER_RECORDED = Set.of("/v1/sys/health", "/v1/sys/seal-status", "/v1/sys/leader", "/v1/sys/init");

    private static final int REMEMBERED = 1 << 13;
    private static final int TOLD_AT_ONCE = 50;

    /**
     * One call.
     *
     * @param told  the runs of lost numbers that its header names
     */
    record Call(long number, String header, List<Run> told) {
    }

    private record Run(long first, long last) {

        @Override
        public String toString() {
            return first == last ? String.valueOf(first) : first + "-" + last;
        }
    }

    private final String caller = "console-" + HexFormat.of().formatHex(random());
    private final AtomicLong last = new AtomicLong();
    private final AtomicReferenceArray<OwnCalls.Made> recent = new AtomicReferenceArray<>(REMEMBERED);
    private final ArrayList<Run> lost = new ArrayList<>();
    private volatile boolean someLost;

    private static byte[] random() {
        var bytes = new byte[8];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    /** @return null for what is never recorded */
    @Nullable Call next(String method, String address) {
        int query = address.indexOf('?');
        var path = query < 0 ? address : address.substring(0, query);
        if (NEVER_RECORDED.contains(path)) {
            return null;
        }
        long number = last.incrementAndGet();
        recent.set((int) (number % REMEMBERED), new OwnCalls.Made(number, Instant.now(), method, path, RequestId.current().orElse(null)));
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

    interface Exchange<T> {

        T run() throws IOException;
    }

    /** Sends a call and notes it as lost unless an answer shows that it is on record. */
    <T> T watched(@Nullable Call call, ToIntFunction<T> status, Exchange<T> exchange) throws IOException {
        boolean recorded = false;
        try {
            var answer = exchange.run();
            recorded = !mayBeUnrecorded(status.applyAsInt(answer));
            return answer;
        } finally {
            if (call != null && !recorded) {
                lost(call);
            }
        }
    }

    String caller() {
        return caller;
    }

    long last() {
        return last.get();
    }

    Optional<OwnCalls.Made> recent(long number) {
        return Optional.ofNullable(recent.get((int) (number % REMEMBERED))).filter(made -> made.number() == number);
    }
}
