package io.nija.vault.vault;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;

/** The Transit key of a Vault of the test's own, used with a token that may do everything. */
public final class Transits {

    private Transits() {
    }

    public static TransitKey at(URI vault, String token) {
        var properties = new VaultProperties(List.of(vault), null, null, token, null, null, 8, Duration.ofSeconds(5), Duration.ofSeconds(5));
        return new TransitKey(new ConsoleVault(new VaultConnection(properties), properties, new SimpleAsyncTaskScheduler()));
    }
}
