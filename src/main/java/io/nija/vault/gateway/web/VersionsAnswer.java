package io.nija.vault.gateway.web;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.nija.vault.credentials.KeyDetail;
import io.nija.vault.credentials.KeyVersion;
import org.jspecify.annotations.Nullable;

/** The history of a key, newest first; never a value. */
record VersionsAnswer(String status, @JsonProperty("user_id") String userId, String broker,
        @JsonProperty("current_version") int currentVersion, List<Version> versions) {

    record Version(int version, @JsonProperty("created_at") Instant createdAt, String state, String origin,
            @JsonProperty("rolled_back_from") @Nullable Integer rolledBackFrom, @Nullable String author) {

        static Version of(KeyVersion version) {
            return new Version(version.number(), version.writtenAt(), name(version.state()), name(version.origin().kind()),
                    version.origin().from(), version.author());
        }

        private static String name(Enum<?> value) {
            return value.name().toLowerCase(Locale.ROOT);
        }
    }

    static VersionsAnswer of(KeyDetail key) {
        var summary = key.summary();
        return new VersionsAnswer("success", summary.id().owner().value(), summary.id().key(), summary.version(),
                key.versions().stream().map(Version::of).toList());
    }
}
