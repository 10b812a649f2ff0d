package io.nija.vault.credentials;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

import io.nija.vault.base.BrokerId;
import io.nija.vault.base.SecretValue;
import io.nija.vault.base.UserId;
import io.nija.vault.vault.SecretData;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StoredKeyTest {

    private static final UserId ALICE = new UserId("alice");
    private static final UserId BOB = new UserId("bob");
    private static final Clock MAY = Clock.fixed(Instant.parse("2026-05-01T10:00:00Z"), ZoneOffset.UTC);
    private static final Clock JUNE = Clock.fixed(Instant.parse("2026-06-01T10:00:00Z"), ZoneOffset.UTC);

    StoredKey key = StoredKey.added(new BrokerId("okx"), material("one", Map.of("passphrase", "p")), ALICE, MAY);

    @Test
    void aNewKeyHasTheFieldsOfThePlatformAndNoMore() {
        assertThat(key.toVault()).containsExactlyInAnyOrderEntriesOf(Map.of("api_key", "key-one", "api_secret", "secret-one", "broker", "okx",
                "additional_params", Map.of("passphrase", "p"), "created_at", "2026-05-01T10:00:00Z", "created_by", "alice"));
    }

    @Test
    void withoutParametersThereIsNoFieldForThem() {
        assertThat(StoredKey.added(new BrokerId("okx"), material("one", Map.of()), ALICE, MAY).toVault()).doesNotContainKey("additional_params");
    }

    @Test
    void aRotationKeepsWhatIsNotGivenAnewAndWhatOthersWrote() {
        var theirs = new HashMap<>(key.toVault());
        theirs.put("tier", "gold");

        var rotated = StoredKey.of(new SecretData(theirs, 1)).rotated(material("two", Map.of("subaccount", "desk")), BOB, JUNE);

        assertThat(rotated.toVault()).containsEntry("api_key", "key-two").containsEntry("created_by", "alice")
                .containsEntry("created_at", "2026-05-01T10:00:00Z").containsEntry("rotated_by", "bob")
                .containsEntry("rotated_at", "2026-06-01T10:00:00Z").containsEntry("tier", "gold")
                .containsEntry("additional_params", Map.of("passphrase", "p", "subaccount", "desk"));
        assertThat(key.toVault()).as("the older version").containsEntry("api_key", "key-one").doesNotContainKey("rotated_by");
    }

    @Test
    void theFieldsAreTheValuesOnly() {
        assertThat(key.fields()).containsOnlyKeys("api_key", "api_secret", "passphrase");
        assertThat(key.field("created_by")).isEmpty();
        assertThat(key.field("passphrase")).contains(SecretValue.of("p"));
    }

    @Test
    void whatOthersWroteInAnotherFormIsLeftAlone() {
        var odd = StoredKey.of(new SecretData(Map.of("api_key", 12, "additional_params", "none"), 1));

        assertThat(odd.fields()).isEmpty();
        assertThat(odd.additionalParams()).isEmpty();
    }

    @Test
    void printsNoValue() {
        assertThat(key).asString().doesNotContain("key-one", "secret-one").contains("api_key");
    }

    private static KeyMaterial material(String round, Map<String, String> parameters) {
        var secrets = new TreeMap<String, SecretValue>();
        parameters.forEach((name, value) -> secrets.put(name, SecretValue.of(value)));
        return new KeyMaterial(SecretValue.of("key-" + round), SecretValue.of("secret-" + round), secrets);
    }
}
