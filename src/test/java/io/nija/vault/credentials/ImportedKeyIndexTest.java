package io.nija.vault.credentials;

import java.time.Instant;
import java.util.Map;

import io.nija.vault.base.CredentialId;
import io.nija.vault.base.SecretValue;
import io.nija.vault.testing.ConsoleTest;
import io.nija.vault.testing.People;
import io.nija.vault.vault.Secrets;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static io.nija.vault.testing.People.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

/** A key that came in without the console's notes is listed, and gets them by its first rotation. */
@ConsoleTest
class ImportedKeyIndexTest {

    @Autowired
    Credentials credentials;
    @Autowired
    CredentialIndex index;
    @Autowired
    IndexRebuild rebuild;
    @Autowired
    Secrets vault;
    @Autowired
    People people;

    CredentialId key = People.newKey(ALICE, "okx");

    @Test
    void aRebuildListsItAndARotationAddsWhatItLacks() {
        people.signIn(ALICE);
        vault.write(key, new ImportedKey(key, material("of-the-old-platform"), Instant.parse("2025-01-31T12:00:00Z")).toVault(), 0);

        rebuild.rebuild(done -> { });

        assertThat(index.find(key)).get().satisfies(row -> {
            assertThat(row.state()).isEqualTo(CredentialState.ACTIVE);
            assertThat(row.version()).isOne();
            assertThat(row.description()).isEqualTo(KeyDescription.EMPTY);
            assertThat(row.keyHint()).isNull();
            assertThat(row.rotatedAt()).isNull();
            assertThat(row.createdAt()).isBefore(Instant.now().plusSeconds(5));
        });

        credentials.rotate(key, material("another-of-the-exchange"), 1);

        assertThat(index.find(key)).get().extracting(CredentialSummary::keyHint).isEqualTo("ange");
        assertThat(vault.read(key)).get().extracting(data -> data.values().get("created_at")).isEqualTo("2025-01-31T12:00:00Z");
    }

    private static KeyMaterial material(String apiKey) {
        return new KeyMaterial(SecretValue.of(apiKey), SecretValue.of("secret"), Map.of("passphrase", SecretValue.of("open")));
    }
}
