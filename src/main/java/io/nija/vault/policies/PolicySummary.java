package io.nija.vault.policies;

import java.time.Instant;
import java.util.List;

import io.nija.vault.vault.PolicyHolder;
import org.jspecify.annotations.Nullable;

/**
 * A policy as it is listed.
 *
 * @param changedAt when it last changed, as far as the console has seen; null when it never did
 */
public record PolicySummary(String name, Standing standing, List<PolicyHolder> holders, @Nullable Instant changedAt) {

    /** How what is in Vault compares with what the project would provision. */
    public enum Standing {

        SAME("As provisioned"),
        DIFFERS("Differs from the project"),
        FOREIGN("Not the project's"),
        /** The project has it, and Vault does not. */
        MISSING("Missing in Vault"),
        /** One that every Vault has. */
        BUILT_IN("Vault's own");

        private final String label;

        Standing(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }
}
