package io.nija.vault.vault;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.ToIntFunction;

import io.nija.vault.base.RequestId;
import io.nija.vault.client.CallNumbers;
import io.nija.vault.client.CallNumbers.Call;
import org.jspecify.annotations.Nullable;

/**
 * Gives each call to Vault its number, but for those that Vault never records, remembers what the latest were, and notes
 * which ones got no answer. See src/docs/decisions/each-call-has-a-number.md.
 */
final class NumberedCalls {

    /** Vault's own list of paths that it never records, as far as the console asks them. */
    private static final Set<String> NEVER_RECORDED = Set.of("/v1/sys/health", "/v1/sys/seal-status", "/v1/sys/leader", "/v1/sys/init");

    private static final int REMEMBERED = 1 << 13;

    private final CallNumbers numbers = new CallNumbers("console");
    private final AtomicReferenceArray<OwnCalls.Made> recent = new AtomicReferenceArray<>(REMEMBERED);

    /** @return null for what is never recorded */
    @Nullable Call next(String method, String address) {
        int query = address.indexOf('?');
        var path = query < 0 ? address : address.substring(0, query);
        if (NEVER_RECORDED.contains(path)) {
            return null;
        }
        var call = numbers.next();
        recent.set((int) (call.number() % REMEMBERED),
                new OwnCalls.Made(call.number(), Instant.now(), method, path, RequestId.current().orElse(null)));
        return call;
    }

    interface Exchange<T> {

        T run() throws IOException;
    }

    /** Sends a call and notes it as lost unless an answer shows that it is on record. */
    <T> T watched(@Nullable Call call, ToIntFunction<T> status, Exchange<T> exchange) throws IOException {
        boolean recorded = false;
        try {
            var answer = exchange.run();
            recorded = !CallNumbers.mayBeUnrecorded(status.applyAsInt(answer));
            return answer;
        } finally {
            if (call != null && !recorded) {
                numbers.lost(call);
            }
        }
    }

    String caller() {
        return numbers.caller();
    }

    long last() {
        return numbers.last();
    }

    Optional<OwnCalls.Made> recent(long number) {
        return Optional.ofNullable(recent.get((int) (number % REMEMBERED))).filter(made -> made.number() == number);
    }
}
