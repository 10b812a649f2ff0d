package io.nija.vault.credentials;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

import io.nija.vault.base.CredentialId;
import io.nija.vault.base.SecretValue;
import io.nija.vault.credentials.FieldComparison.Result;
import io.nija.vault.credentials.KeyVersion.Origin;
import io.nija.vault.security.CurrentUser;
import io.nija.vault.testing.ConsoleTest;
import io.nija.vault.testing.People;
import io.nija.vault.vault.Secrets;
import io.nija.vault.vault.VaultDeniedException;
import io.nija.vault.vault.VersionConflictException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static io.nija.vault.testing.People.ALICE;
import static io.nija.vault.testing.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ConsoleTest
class CredentialsTest {

    private static final KeyDescription MAIN_ACCOUNT = new KeyDescription("Main account", "from the desk", LocalDate.of(2030, 1, 31));

    @Autowired
    Credentials credentials;
    @Autowired
    Secrets vault;
    @Autowired
    CredentialIndex index;
    @Autowired
    Changes changes;
    @Autowired
    KeyRecords records;
    @Autowired
    CurrentUser user;
    @Autowired
    Clock clock;
    @Autowired
    People people;

    CredentialId key = People.newKey(ALICE, "okx");

    @BeforeEach
    void signIn() {
        people.signIn(ALICE);
    }

    @Test
    void storesWhatOtherProgramsOfThePlatformRead() {
        credentials.add(key, material("one"), MAIN_ACCOUNT);

        var stored = vault.read(key).orElseThrow().values();
        assertThat(stored).containsEntry("api_key", "api-key-of-round-one").containsEntry("api_secret", "api-secret-of-round-one")
                .containsEntry("broker", "okx").containsEntry("created_by", "alice")
                .containsEntry("additional_params", Map.of("passphrase", "passphrase-one"))
                .containsKey("created_at").doesNotContainKey("rotated_at");
    }

    @Test
    void listsAndDescribesWithoutAnyValue() {
        credentials.add(key, material("one"), MAIN_ACCOUNT);

        var listed = credentials.list().keys().stream().filter(k -> k.id().equals(key)).findFirst().orElseThrow();
        assertThat(listed.description()).isEqualTo(MAIN_ACCOUNT);
        assertThat(listed.keyHint()).isEqualTo("-one");
        assertThat(listed.state()).isEqualTo(CredentialState.ACTIVE);
        var detail = credentials.detail(key);
        assertThat(detail.summary()).isEqualTo(listed);
        assertThat(detail.parameters()).containsExactly("passphrase");
        assertThat(detail.versions()).singleElement().satisfies(version -> {
            assertThat(version.origin().kind()).isEqualTo(Origin.Kind.ADDED);
            assertThat(version.author()).isEqualTo("alice");
        });
    }

    @Test
    void rotationKeepsParametersAndWhoAddedTheKey() {
        credentials.add(key, material("one"), MAIN_ACCOUNT);
        var before = vault.read(key).orElseThrow().values();

        credentials.rotate(key, new KeyMaterial(SecretValue.of("the-second-api-key"), SecretValue.of("the-second-secret"), Map.of()), 1);

        var after = vault.read(key).orElseThrow();
        assertThat(after.version()).isEqualTo(2);
        assertThat(after.values()).containsEntry("api_key", "the-second-api-key")
                .containsEntry("additional_params", before.get("additional_params"))
                .containsEntry("created_at", before.get("created_at")).containsEntry("created_by", "alice")
                .containsEntry("rotated_by", "alice").containsKey("rotated_at");
        assertThat(credentials.detail(key).summary().description()).isEqualTo(MAIN_ACCOUNT);
    }

    @Test
    void rotationReplacesTheParametersThatAreGiven() {
        credentials.add(key, material("one"), MAIN_ACCOUNT);

        credentials.rotate(key, material("two"), 1);

        assertThat(vault.read(key).orElseThrow().values()).containsEntry("additional_params", Map.of("passphrase", "passphrase-two"));
    }

    @Test
    void theSecondOfTwoRotationsAtOnceIsToldAndLosesNothing() {
        credentials.add(key, material("one"), MAIN_ACCOUNT);
        credentials.rotate(key, material("two"), 1);

        assertThatExceptionOfType(VersionConflictException.class).isThrownBy(() -> credentials.rotate(key, material("three"), 1));

        assertThat(vault.read(key).orElseThrow().values()).containsEntry("api_key", "api-key-of-round-two");
        assertThat(credentials.detail(key).versions()).hasSize(2);
    }

    @Test
    void rollsBackAsANewVersionAndSaysSo() {
        credentials.add(key, material("one"), MAIN_ACCOUNT);
        credentials.rotate(key, material("two"), 1);

        credentials.rollBack(key, 1, 2);

        assertThat(vault.read(key).orElseThrow()).satisfies(current -> {
            assertThat(current.version()).isEqualTo(3);
            assertThat(current.values()).containsEntry("api_key", "api-key-of-round-one");
        });
        assertThat(credentials.detail(key).versions().getFirst().origin()).isEqualTo(new Origin(Origin.Kind.ROLLED_BACK, 1));
    }

    @Test
    void comparesVersionsFieldByField() {
        credentials.add(key, material("one"), MAIN_ACCOUNT);
        var changed = new LinkedHashMap<>(material("one").additionalParams());
        changed.put("subaccount", SecretValue.of("desk"));
        credentials.rotate(key, new KeyMaterial(SecretValue.of("api-key-of-round-one"), SecretValue.of("another-secret"), changed), 1);

        assertThat(credentials.compare(key, 1, 2)).containsExactlyInAnyOrder(
                new FieldComparison("api_key", Result.SAME), new FieldComparison("api_secret", Result.CHANGED),
                new FieldComparison("passphrase", Result.SAME), new FieldComparison("subaccount", Result.ONLY_IN_SECOND));
    }

    @Test
    void aRevokedKeyCannotBeReadInAnyVersionUntilItIsRestored() {
        credentials.add(key, material("one"), MAIN_ACCOUNT);
        credentials.rotate(key, material("two"), 1);

        credentials.revoke(key);

        assertThat(vault.read(key)).isEmpty();
        assertThat(vault.read(key, 1)).isEmpty();
        assertThat(index.find(key).orElseThrow().state()).isEqualTo(CredentialState.REVOKED);
        assertThat(index.find(key).orElseThrow().revokedAt()).isNotNull();

        credentials.restore(key);

        assertThat(vault.read(key).orElseThrow().values()).containsEntry("api_key", "api-key-of-round-two");
        assertThat(vault.read(key, 1)).isPresent();
        assertThat(index.find(key).orElseThrow().state()).isEqualTo(CredentialState.ACTIVE);
    }

    @Test
    void destroysForGoodAndLeavesTheNameFree() {
        credentials.add(key, material("one"), MAIN_ACCOUNT);
        credentials.rotate(key, material("two"), 1);

        credentials.destroy(key);

        assertThat(vault.read(key)).isEmpty();
        assertThat(vault.metadata(key).orElseThrow().versions()).allMatch(version -> version.destroyed());
        assertThat(vault.metadata(key).orElseThrow().custom()).isEmpty();
        assertThat(credentials.list().keys()).filteredOn(k -> k.id().equals(key)).allMatch(k -> k.state() == CredentialState.DESTROYED);
        assertThatExceptionOfType(CredentialNotFoundException.class).isThrownBy(() -> credentials.detail(key));

        credentials.add(key, material("three"), KeyDescription.EMPTY);

        assertThat(vault.read(key).orElseThrow().values()).containsEntry("api_key", "api-key-of-round-three");
        var again = credentials.detail(key);
        assertThat(again.summary().lastRotation()).as("a new key has not been rotated").isEmpty();
        assertThat(again.versions().getLast().state()).isEqualTo(KeyVersion.State.DESTROYED);
    }

    @Test
    void aRotationDuringARevocationDoesNotSurviveIt() {
        credentials.add(key, material("one"), MAIN_ACCOUNT);
        var inBetween = new Credentials(new Interrupted(vault, () -> credentials.rotate(key, material("two"), 1)), user, index, changes, records, clock);

        inBetween.revoke(key);

        assertThat(vault.metadata(key).orElseThrow().versions()).hasSize(2).noneMatch(version -> version.live());
        assertThat(index.find(key).orElseThrow().state()).isEqualTo(CredentialState.REVOKED);
    }

    @Test
    void whatOthersStoredBesideTheKeyStaysAsItIs() {
        vault.write(key, Map.of("api_key", "an-api-key-of-others", "api_secret", "a-secret", "tier", 3,
                "additional_params", Map.of("testnet", true, "limits", Map.of("day", 5))), 0);

        credentials.rotate(key, material("two"), 1);

        assertThat(vault.read(key).orElseThrow().values()).containsEntry("tier", 3).containsEntry("additional_params",
                Map.of("testnet", true, "limits", Map.of("day", 5), "passphrase", "passphrase-two"));
    }

    @Test
    void refusesASecondKeyOfTheSameNameAndNamesTheWayOut() {
        credentials.add(key, material("one"), MAIN_ACCOUNT);
        assertThatExceptionOfType(CredentialExistsException.class)
                .isThrownBy(() -> credentials.add(key, material("two"), MAIN_ACCOUNT))
                .matches(e -> !e.revoked()).withMessageContaining("Rotate");

        credentials.revoke(key);
        assertThatExceptionOfType(CredentialExistsException.class)
                .isThrownBy(() -> credentials.add(key, material("two"), MAIN_ACCOUNT))
                .matches(CredentialExistsException::revoked).withMessageContaining("Restore");

        credentials.restore(key);
        assertThat(vault.read(key).orElseThrow().values()).containsEntry("api_key", "api-key-of-round-one");
    }

    @Test
    void refusesANoteThatHoldsAValue() {
        var careless = new KeyDescription(null, "secret: api-secret-of-round-one", null);

        assertThatExceptionOfType(InvalidCredentialException.class)
                .isThrownBy(() -> credentials.add(key, material("one"), careless)).matches(e -> e.field().equals("note"));
        assertThat(vault.metadata(key)).isEmpty();

        credentials.add(key, material("one"), MAIN_ACCOUNT);
        assertThatExceptionOfType(InvalidCredentialException.class).isThrownBy(() -> credentials.describe(key, careless));
    }

    @Test
    void aNoteOfSeveralLinesIsStored() {
        credentials.add(key, material("one"), new KeyDescription("Family 👨\u200d👩\u200d👧", "first line\nsecond line", null));

        assertThat(credentials.detail(key).summary().description().note()).isEqualTo("first line second line");
    }

    @Test
    void revealsOnlyAfterAFreshSignIn() {
        credentials.add(key, material("one"), MAIN_ACCOUNT);
        assertThat(credentials.reveal(key, "api_secret").expose()).isEqualTo("api-secret-of-round-one");
        assertThat(credentials.reveal(key, "passphrase").expose()).isEqualTo("passphrase-one");

        people.signIn(ALICE, Duration.ofMinutes(6));

        assertThatExceptionOfType(FreshSignInRequiredException.class).isThrownBy(() -> credentials.reveal(key, "api_secret"));
        assertThatExceptionOfType(FreshSignInRequiredException.class).isThrownBy(() -> credentials.destroy(key));
        assertThat(credentials.detail(key).summary().state()).isEqualTo(CredentialState.ACTIVE);
    }

    @Test
    void nobodyReachesAnothersKeyInAnyWay() {
        credentials.add(key, material("one"), MAIN_ACCOUNT);
        credentials.rotate(key, material("two"), 1);

        people.signIn(BOB);

        assertThat(credentials.list().keys()).noneMatch(k -> k.id().owner().equals(ALICE));
        assertThatExceptionOfType(VaultDeniedException.class).isThrownBy(() -> credentials.detail(key));
        assertThatExceptionOfType(VaultDeniedException.class).isThrownBy(() -> credentials.add(key, material("x"), MAIN_ACCOUNT));
        assertThatExceptionOfType(VaultDeniedException.class).isThrownBy(() -> credentials.rotate(key, material("x"), 2));
        assertThatExceptionOfType(VaultDeniedException.class).isThrownBy(() -> credentials.rollBack(key, 1, 2));
        assertThatExceptionOfType(VaultDeniedException.class).isThrownBy(() -> credentials.compare(key, 1, 2));
        assertThatExceptionOfType(VaultDeniedException.class).isThrownBy(() -> credentials.reveal(key, "api_key"));
        assertThatExceptionOfType(VaultDeniedException.class).isThrownBy(() -> credentials.describe(key, KeyDescription.EMPTY));
        assertThatExceptionOfType(VaultDeniedException.class).isThrownBy(() -> credentials.revoke(key));
        assertThatExceptionOfType(VaultDeniedException.class).isThrownBy(() -> credentials.restore(key));
        assertThatExceptionOfType(VaultDeniedException.class).isThrownBy(() -> credentials.destroy(key));
        assertThatExceptionOfType(CredentialNotFoundException.class).isThrownBy(() -> credentials.summary(key));
    }

    private static KeyMaterial material(String round) {
        return new KeyMaterial(SecretValue.of("api-key-of-round-" + round), SecretValue.of("api-secret-of-round-" + round),
                Map.of("passphrase", SecretValue.of("passphrase-" + round)));
    }
}
