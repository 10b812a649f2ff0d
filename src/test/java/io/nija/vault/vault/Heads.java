package io.nija.vault.vault;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;

/** Signed heads in a Vault of the test's own, as the console may keep them. */
public final class Heads {

    private Heads() {
    }

    public static AuditHeads at(URI vault, String roleId, String secretId) {
        var properties = new VaultProperties(List.of(vault), roleId, secretId, null, null, null, 8, Duration.ofSeconds(5), Duration.ofSeconds(5));
        return new AuditHeads(new ConsoleVault(new VaultConnection(properties), properties, new SimpleAsyncTaskScheduler()));
    }
}
