package io.nija.vault.migration;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import io.nija.vault.vault.VaultUnavailableException;
import org.jspecify.annotations.Nullable;

/** Asks again when Vault is away, for some seconds: a node that fails over must not end a run of minutes. */
final class Patience {

    private static final List<Duration> PAUSES = List.of(Duration.ofMillis(200), Duration.ofMillis(500),
            Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(10));

    private Patience() {
    }

    /** @throws VaultUnavailableException when Vault is away for longer, or the run is to end */
    static <T extends @Nullable Object> T call(Stop stop, Supplier<T> request) {
        for (var pause : PAUSES) {
            try {
                return request.get();
            } catch (VaultUnavailableException e) {
                if (stop.requested()) {
                    throw e;
                }
                sleep(pause);
            }
        }
        return request.get();
    }

    static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
