package io.nija.vault.credentials;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.nija.vault.base.BrokerId;
import io.nija.vault.base.SecretValue;
import io.nija.vault.base.UserId;
import io.nija.vault.credentials.KeyVersion.Origin;
import io.nija.vault.vault.SecretMetadata;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class KeyAnnotationsTest {

    private static final UserId AUTHOR = new UserId("alice.of-x_1");
    private static final SecretMetadata.Version SEVENTH = new SecretMetadata.Version(7, Instant.EPOCH, null, false);

    @Test
    void aDescriptionComesBackAsItWas() {
        var description = new KeyDescription("Main account", "from the desk", LocalDate.of(2030, 1, 31));

        assertThat(KeyAnnotations.description(metadata(KeyAnnotations.description(description)))).isEqualTo(description);
        assertThat(KeyAnnotations.description(metadata(KeyAnnotations.description(KeyDescription.EMPTY)))).isEqualTo(KeyDescription.EMPTY);
    }

    @Test
    void aVersionsHistoryComesBackAsItWas() {
        for (var origin : List.of(new Origin(Origin.Kind.ADDED, null), new Origin(Origin.Kind.ROTATED, null), new Origin(Origin.Kind.ROLLED_BACK, 3))) {
            var back = KeyAnnotations.keyVersion(metadata(KeyAnnotations.version(7, origin, AUTHOR, key("k", Map.of()))), SEVENTH);

            assertThat(back).isEqualTo(new KeyVersion(7, Instant.EPOCH, origin, "alice.of-x_1", KeyVersion.State.LIVE));
        }
    }

    @Test
    void onlyNamesOfParametersAndTheEndOfTheKeyIdAreNoted() {
        var entries = KeyAnnotations.version(1, new Origin(Origin.Kind.ADDED, null), AUTHOR,
                key("0123456789abcdef", Map.of("subaccount", SecretValue.of("desk-two"), "passphrase", SecretValue.of("open sesame"))));

        assertThat(entries).containsEntry("key_hint", "cdef").containsEntry("parameters", "passphrase,subaccount");
        assertThat(entries.values()).doesNotContain("desk-two", "open sesame").noneMatch(v -> v != null && v.contains("0123456789ab"));
        assertThat(KeyAnnotations.parameters(metadata(entries))).containsExactly("passphrase", "subaccount");
    }

    @ParameterizedTest
    @CsvSource({ "123456789012345,", "1234567890123456, 3456", "123456789012345ä,", "12345678901234 6," })
    void aHintLeavesEnoughHidden(String apiKey, @Nullable String hint) {
        assertThat(KeyAnnotations.version(1, new Origin(Origin.Kind.ADDED, null), AUTHOR, key(apiKey, Map.of()))).containsEntry("key_hint", hint);
    }

    @Test
    void whatVaultHasPrunedIsForgotten() {
        assertThat(KeyAnnotations.version(12, new Origin(Origin.Kind.ROTATED, null), AUTHOR, key("k", Map.of()))).containsKey("v12").containsEntry("v2", null);
    }

    @Test
    void nothingIsLeftOfADestroyedKey() {
        assertThat(KeyAnnotations.nothing(metadata(Map.of("label", "x", "v1", "added alice", "theirs", "y"))))
                .containsOnlyKeys("label", "v1", "theirs").values().containsOnlyNulls();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "added", "added ", "ADDED alice", "removed alice", "rolled_back:x alice", "rolled_back:9999999999 alice",
            "added alice bob", "added:\u0000 x" })
    void foreignHistoryCountsAsAbsent(String entry) {
        var version = KeyAnnotations.keyVersion(metadata(Map.of("v7", entry)), SEVENTH);

        assertThat(version.origin()).isEqualTo(new Origin(Origin.Kind.UNKNOWN, null));
        assertThat(version.author()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = { "soon", "2030-02-30", "30/01/2030", "+999999999-12-31", "-0001-01-01", "" })
    void aForeignDateCountsAsAbsentAndTheRestStays(String date) {
        assertThat(KeyAnnotations.description(metadata(Map.of("label", "Main", "expires_on", date)))).isEqualTo(new KeyDescription("Main", null, null));
    }

    @Test
    void foreignTextThatIsTooLongCountsAsAbsentAndTheDateStays() {
        assertThat(KeyAnnotations.description(metadata(Map.of("label", "l".repeat(65), "expires_on", "2030-01-31"))))
                .isEqualTo(new KeyDescription(null, null, LocalDate.of(2030, 1, 31)));
        assertThat(KeyAnnotations.keyHint(metadata(Map.of("key_hint", "a whole key id")))).isNull();
    }

    private static StoredKey key(String apiKey, Map<String, SecretValue> parameters) {
        return StoredKey.added(new BrokerId("okx"), new KeyMaterial(SecretValue.of(apiKey), SecretValue.of("secret"), parameters), AUTHOR, Clock.systemUTC());
    }

    private static SecretMetadata metadata(Map<String, @Nullable String> entries) {
        var custom = new HashMap<>(entries);
        custom.values().removeIf(Objects::isNull);
        return new SecretMetadata(7, Instant.EPOCH, custom, List.of(SEVENTH));
    }
}
