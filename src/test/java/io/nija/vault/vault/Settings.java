package io.nija.vault.vault;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** Settings for servers on this machine. */
final class Settings {

    private Settings() {
    }

    static VaultProperties to(URI... addresses) {
        return with(null, null, 8, addresses);
    }

    /** For what never answers. */
    static VaultProperties impatient(URI... addresses) {
        return new VaultProperties(List.of(addresses), null, null, null, null, null, 8, Duration.ofSeconds(1), Duration.ofSeconds(1));
    }

    static VaultProperties with(@Nullable String namespace, @Nullable Path cacert, int connections, URI... addresses) {
        return new VaultProperties(List.of(addresses), null, null, null, namespace, cacert, connections,
                Duration.ofSeconds(10), Duration.ofSeconds(10));
    }
}
