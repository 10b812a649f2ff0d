package io.nija.vault.vault;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What Vault knows of a secret besides its values.
 *
 * @param currentVersion the newest version, live or not; 0 when nothing was ever written
 * @param createdAt      when its first version was written
 * @param custom         the custom metadata
 * @param versions       the versions that are still there, oldest first
 */
public record SecretMetadata(int currentVersion, Instant createdAt, Map<String, String> custom, List<Version> versions) {

    public SecretMetadata {
        custom = Map.copyOf(custom);
        versions = List.copyOf(versions);
    }

    /** Empty when nothing was ever written, or the version has been pruned. */
    public Optional<Version> version(int number) {
        return versions.stream().filter(v -> v.number() == number).findFirst();
    }

    public Optional<Version> current() {
        return version(currentVersion);
    }

    /**
     * @param deletedAt when it was soft-deleted, else null
     * @param destroyed the values are gone for good
     */
    public record Version(int number, Instant createdAt, @Nullable Instant deletedAt, boolean destroyed) {

        /** Its values can be read. */
        public boolean live() {
            return deletedAt == null && !destroyed;
        }
    }
}
