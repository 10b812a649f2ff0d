package io.nija.vault.vault;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
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

    /** @param data the answer to a read of {@code metadata/…} in Vault's KV v2 API */
    static SecretMetadata of(Map<String, Object> data) {
        var versions = map(data.get("versions")).entrySet().stream()
                .map(entry -> version(Integer.parseInt(entry.getKey()), map(entry.getValue())))
                .sorted(Comparator.comparingInt(Version::number))
                .toList();
        var custom = new HashMap<String, String>();
        map(data.get("custom_metadata")).forEach((name, value) -> custom.put(name, String.valueOf(value)));
        return new SecretMetadata(((Number) data.get("current_version")).intValue(),
                Instant.parse((String) data.get("created_time")), custom, versions);
    }

    private static Version version(int number, Map<String, Object> data) {
        var deletionTime = (String) data.get("deletion_time");
        var deletedAt = deletionTime.isEmpty() ? null : Instant.parse(deletionTime);
        // A mount may delete versions after a while: until then the time lies ahead, and the values can be read.
        boolean deleted = deletedAt != null && !deletedAt.isAfter(Instant.now());
        return new Version(number, Instant.parse((String) data.get("created_time")), deleted ? deletedAt : null,
                (Boolean) data.get("destroyed"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
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
