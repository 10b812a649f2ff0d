package io.nija.vault.delivery;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import io.nija.vault.base.StartupException;
import org.jspecify.annotations.Nullable;

/**
 * Where letters are posted. A bean of whoever has some for it.
 *
 * @param name   under which letters name it
 * @param secret signs what is posted; null for no signature
 */
public record Webhook(String name, URI url, @Nullable String secret, Duration timeout) {

    /** @throws StartupException for what is no address of the web */
    public Webhook {
        if (url.getHost() == null || !List.of("http", "https").contains(url.getScheme())) {
            throw new StartupException(name + ".webhook.url must be an address such as https://hooks.nija.example/vault.");
        }
    }

    /** Its name alone: in the address there may be a secret, too. */
    @Override
    public String toString() {
        return name;
    }
}
