package io.nija.vault.alerts;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What happened to an alert.
 *
 * @param person who did it; null for what happened by itself
 * @param detail more of it, for people
 */
public record AlertEvent(Instant at, What what, @Nullable String person, @Nullable String detail) {

    public enum What {
        OPENED("Opened"),
        WORSE("Severity changed"),
        ACKNOWLEDGED("Acknowledged"),
        RELEASED("No longer acknowledged"),
        TOLD("Message written"),
        RESOLVED("Resolved");

        private final String label;

        What(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }
}
