package io.nija.vault.alerts.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/** Asks for what costs much no more often than it has to; in between the last answer holds. A failure is no answer. */
final class Seldom<T> implements Supplier<T> {

    private final Duration every;
    private final Supplier<T> source;
    private @Nullable T last;
    private Instant next = Instant.MIN;

    Seldom(Duration every, Supplier<T> source) {
        this.every = every;
        this.source = source;
    }

    @Override
    public synchronized T get() {
        var answer = last;
        if (answer == null || !Instant.now().isBefore(next)) {
            answer = source.get();
            last = answer;
            next = Instant.now().plus(every);
        }
        return answer;
    }
}
