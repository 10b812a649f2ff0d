package io.nija.vault.vault;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Something that ends one day.
 *
 * @param subject what it is, for a person: the same for as long as it is the same thing
 * @param at      null when it never ends
 * @param renewed whether the console gets a new one by itself in time
 */
public record Expiry(Kind kind, String subject, @Nullable Instant at, boolean renewed) {

    public enum Kind {
        CERTIFICATE, TOKEN, SECRET_ID
    }
}
