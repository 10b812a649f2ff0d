package io.nija.vault.vault;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** Settings with impatient limits, for servers on this machine that fail. */
final class Settings {

    private Settings() {
    }

    static VaultProperties to(URI... addresses) {
        return with(null, null, 8, addresses);
    }

    static VaultProperties with(@Nullable String namespace, @Nullable Path cacert, int connections, URI... addresses) {
        return new VaultProperties(List.of(addresses), null, null, null, namespace, cacert, connections,
                Duration.ofMillis(400), Duration.ofMillis(400));
    }
}
