package io.nija.vault.migration;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Ends a run between two keys, by whichever thread asks first. */
final class Stop {

    private final AtomicReference<String> reason = new AtomicReference<>();

    /** @param why a sentence for the operator */
    void request(String why) {
        reason.compareAndSet(null, why);
    }

    boolean requested() {
        return reason.get() != null;
    }

    Optional<String> reason() {
        return Optional.ofNullable(reason.get());
    }
}
