package io.nija.vault.credentials.rotation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import io.nija.vault.base.CredentialId;
import io.nija.vault.base.SecretValue;
import io.nija.vault.credentials.Credentials;
import io.nija.vault.credentials.KeyDescription;
import io.nija.vault.credentials.KeyMaterial;
import io.nija.vault.credentials.Rotation;
import io.nija.vault.credentials.Rotation.Step;
import io.nija.vault.credentials.RotationChangedException;
import io.nija.vault.security.CurrentUser;
import io.nija.vault.testing.ConsoleTest;
import io.nija.vault.testing.People;
import io.nija.vault.vault.Secrets;
import io.nija.vault.vault.VersionConflictException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.context.request.RequestContextHolder;

import static io.nija.vault.testing.People.ALICE;
import static io.nija.vault.testing.People.BOB;
import static io.nija.vault.testing.People.SAM_OF_SUPPORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ConsoleTest
class GuidedRotationsTest {

    private static final Duration DAY = Duration.ofHours(24);

    @Autowired
    GuidedRotations rotations;
    @Autowired
    Credentials credentials;
    @Autowired
    RotationRows rows;
    @Autowired
    Secrets vault;
    @Autowired
    CurrentUser user;
    @Autowired
    JdbcClient database;
    @Autowired
    People people;

    CredentialId key = People.newKey(ALICE, "okx");

    @BeforeEach
    void aliceAddsAKey() {
        people.signIn(ALICE);
        credentials.add(key, material("one"), KeyDescription.EMPTY);
    }

    private static KeyMaterial material(String round) {
        return new KeyMaterial(SecretValue.of("api-key-of-round-" + round), SecretValue.of("api-secret-of-round-" + round), Map.of());
    }

    private Rotation live() {
        return rotations.latest(credentials.detail(key)).filter(Rotation::live).orElseThrow();
    }

    private void assertEnded() {
        assertThat(rotations.latest(credentials.detail(key)).filter(Rotation::live)).isEmpty();
        assertThat(rotations.underWay()).doesNotContain(key);
    }

    private Rotation latest() {
        return rows.get(database.sql("select max(id) from key_rotation where owner = ? and key = ?").params(key.owner().value(), key.key())
                .query(Long.class).single());
    }

    private String secretInUse() {
        return (String) vault.read(key).orElseThrow().values().get("api_secret");
    }

    @Test
    void goesFromTheBrokerToItsEndAndNotesTheTimeOfEachStep() {
        assertThat(rotations.latest(credentials.detail(key)).filter(Rotation::live)).isEmpty();
        assertThat(rotations.begin(key, 17L)).satisfies(begun -> {
            assertThat(begun.step()).isEqualTo(Step.PREPARING);
            assertThat(begun.request()).isEqualTo(17);
            assertThat(begun.fromVersion()).isEqualTo(1);
        });
        assertThat(rotations.underWay()).contains(key);
        assertThat(rotations.enter(key, null).step()).isEqualTo(Step.ENTERING);

        var stored = rotations.store(key, material("two"), 1, Duration.ofDays(3));

        assertThat(stored.step()).isEqualTo(Step.STORED);
        assertThat(stored.toVersion()).isEqualTo(2);
        assertThat(stored.graceUntil()).isEqualTo(stored.storedAt().plus(Duration.ofDays(3)));
        assertThat(secretInUse()).isEqualTo("api-secret-of-round-two");
        assertThat(live()).isEqualTo(stored);

        var finished = rotations.finish(key);

        assertThat(finished.step()).isEqualTo(Step.FINISHED);
        assertThat(finished.request()).isEqualTo(17);
        assertThat(finished.startedAt()).isBeforeOrEqualTo(finished.enteredAt());
        assertThat(finished.enteredAt()).isBeforeOrEqualTo(finished.storedAt());
        assertThat(finished.storedAt()).isBeforeOrEqualTo(finished.endedAt());
        assertEnded();
        assertThat(secretInUse()).isEqualTo("api-secret-of-round-two");
        assertThat(vault.read(key, 1)).as("the old version stays in the history").isPresent();
    }

    @Test
    void bringsTheOldValuesBackDuringTheGracePeriod() {
        rotations.enter(key, null);
        rotations.store(key, material("two"), 1, DAY);

        var back = rotations.rollBack(key);

        assertThat(back.step()).isEqualTo(Step.ROLLED_BACK);
        assertThat(back.backVersion()).isEqualTo(3);
        assertThat(secretInUse()).isEqualTo("api-secret-of-round-one");
        assertEnded();
    }

    @Test
    void endsByItselfWithTheGracePeriodAndGoesNotBackAfterIt() {
        rotations.enter(key, null);
        rotations.store(key, material("two"), 1, DAY);
        var later = later(DAY.plusMinutes(1));

        assertThatExceptionOfType(RotationChangedException.class).isThrownBy(() -> later.rollBack(key));
        assertThat(later.underWay()).as("in a list before anybody looked at it").doesNotContain(key);
        assertThat(later.latest(credentials.detail(key)).filter(Rotation::live)).isEmpty();

        assertThat(latest().step()).isEqualTo(Step.RUN_OUT);
        assertThat(latest().endedAt()).isEqualTo(latest().graceUntil());
        assertThat(secretInUse()).isEqualTo("api-secret-of-round-two");
    }

    private GuidedRotations later(Duration time) {
        return new GuidedRotations(credentials, rows, new RotationProperties(DAY), user, Clock.fixed(Instant.now().plus(time), ZoneOffset.UTC));
    }

    @Test
    void beginsOnceHoweverManyWindowsBeginIt() throws Exception {
        var authentication = SecurityContextHolder.getContext();
        var session = RequestContextHolder.currentRequestAttributes();
        try (var threads = Executors.newFixedThreadPool(8)) {
            Callable<Rotation> begin = () -> {
                SecurityContextHolder.setContext(authentication);
                RequestContextHolder.setRequestAttributes(session);
                return rotations.begin(key, null);
            };
            for (var begun : threads.invokeAll(IntStream.range(0, 8).mapToObj(n -> begin).toList())) {
                assertThat(begun.get().step()).isEqualTo(Step.PREPARING);
            }
        }
        assertThat(database.sql("select count(*) from key_rotation where owner = ? and key = ?").params(key.owner().value(), key.key())
                .query(Long.class).single()).isEqualTo(1);
    }

    @Test
    void aStoreThatSomebodyForestalledLeavesItWhereItWas() {
        rotations.enter(key, null);
        credentials.rollBack(key, 1, 1);

        assertThatExceptionOfType(VersionConflictException.class).isThrownBy(() -> rotations.store(key, material("two"), 1, DAY));

        assertThat(live().step()).isEqualTo(Step.ENTERING);
        assertThat(live().fromVersion()).as("what is in use now").isEqualTo(2);
        assertThat(rotations.store(key, material("three"), 2, DAY).toVersion()).isEqualTo(3);
    }

    @Test
    void aConsoleThatWasKilledRightAfterVaultHadWrittenIsMadeUpFor() {
        rotations.enter(key, null);
        var row = rows.live(key).orElseThrow();
        rows.attempt(row.id(), 1, Duration.ofDays(3), Instant.now());
        credentials.rotate(key, material("two"), 1);

        assertThat(live()).satisfies(found -> {
            assertThat(found.step()).isEqualTo(Step.STORED);
            assertThat(found.toVersion()).isEqualTo(2);
            assertThat(Duration.between(found.storedAt(), found.graceUntil())).as("as the owner had chosen").isEqualTo(Duration.ofDays(3));
        });
        assertThat(rotations.rollBack(key).backVersion()).isEqualTo(3);
    }

    @Test
    void evenWhenItHadNotNotedHowTheVersionCameAbout() {
        rotations.enter(key, null);
        rows.attempt(rows.live(key).orElseThrow().id(), 1, DAY, Instant.now());
        vault.write(key, Map.of("api_key", "a-key", "api_secret", "a-secret"), 1);

        assertThat(live().toVersion()).isEqualTo(2);
    }

    @Test
    void norHowItRolledBack() {
        rotations.enter(key, null);
        rotations.store(key, material("two"), 1, DAY);
        rows.attemptBack(rows.live(key).orElseThrow().id(), Instant.now());
        vault.write(key, vault.read(key, 1).orElseThrow().values(), 2);

        assertEnded();
        assertThat(latest()).returns(Step.ROLLED_BACK, Rotation::step).returns(3, Rotation::backVersion);
    }

    @Test
    void whatOthersWroteIsNoRollBackUnlessOneWasAboutToBeMade() {
        rotations.enter(key, null);
        rotations.store(key, material("two"), 1, DAY);
        vault.write(key, vault.read(key, 1).orElseThrow().values(), 2);

        assertEnded();
        assertThat(latest().step()).isEqualTo(Step.OVERTAKEN);
    }

    @Test
    void whatOthersWroteIsNotTakenForIt() {
        rotations.enter(key, null);
        vault.write(key, Map.of("api_key", "a-key", "api_secret", "a-secret"), 1);

        assertThat(live().step()).isEqualTo(Step.ENTERING);
        assertThat(live().fromVersion()).isEqualTo(2);
    }

    @Test
    void aRotationByTheOwnersProgramCountsAsTheStep() {
        rotations.begin(key, null);
        credentials.rotate(key, material("two"), null);

        assertThat(live().step()).isEqualTo(Step.STORED);
    }

    @Test
    void isOvertakenByALaterVersionAndKnowsARollBackFromAnywhere() {
        rotations.enter(key, null);
        rotations.store(key, material("two"), 1, DAY);
        credentials.rotate(key, material("three"), 2);

        assertThatExceptionOfType(VersionConflictException.class).isThrownBy(() -> rotations.rollBack(key));
        assertEnded();
        assertThat(latest().step()).isEqualTo(Step.OVERTAKEN);
        assertThat(secretInUse()).isEqualTo("api-secret-of-round-three");

        rotations.enter(key, null);
        rotations.store(key, material("four"), 3, DAY);
        credentials.rollBack(key, 3, 4);

        assertEnded();
        assertThat(latest().step()).isEqualTo(Step.ROLLED_BACK);
        assertThat(latest().backVersion()).isEqualTo(5);
    }

    @Test
    void endsWithAKeyThatIsDestroyedSoThatANewOneOfTheNameBeginsWithoutIt() {
        rotations.begin(key, null);
        credentials.destroy(key);
        assertThat(latest().step()).isEqualTo(Step.ABANDONED);

        credentials.add(key, material("two"), KeyDescription.EMPTY);

        assertEnded();
    }

    @Test
    void canBeAbandonedUntilSomethingIsStored() {
        rotations.enter(key, null);
        rotations.abandon(key);
        assertEnded();
        assertThat(vault.metadata(key).orElseThrow().currentVersion()).isEqualTo(1);
        assertThatExceptionOfType(RotationChangedException.class).isThrownBy(() -> rotations.abandon(key));

        rotations.enter(key, null);
        rotations.store(key, material("two"), 1, DAY);
        assertThatExceptionOfType(RotationChangedException.class).isThrownBy(() -> rotations.abandon(key));
        assertThatExceptionOfType(RotationChangedException.class).isThrownBy(() -> rotations.store(key, material("three"), 2, DAY));
        rotations.finish(key);
        assertThatExceptionOfType(RotationChangedException.class).isThrownBy(() -> rotations.finish(key));
        assertThatExceptionOfType(RotationChangedException.class).isThrownBy(() -> rotations.rollBack(key));
    }

    @Test
    void aGraceThatIsNotOfferedIsRefusedBeforeAnythingIsStored() {
        rotations.enter(key, null);

        assertThat(rotations.graces()).startsWith(DAY).endsWith(Duration.ofDays(7));
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> rotations.store(key, material("two"), 1, Duration.ofDays(8)));
        assertThat(vault.metadata(key).orElseThrow().currentVersion()).isEqualTo(1);
    }

    @Test
    void nobodyElseSeesOrChangesIt() {
        rotations.enter(key, null);
        var detail = credentials.detail(key);
        for (var other : List.of(BOB, SAM_OF_SUPPORT)) {
            people.signIn(other);
            assertThat(rotations.underWay()).doesNotContain(key);
            assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> rotations.latest(detail));
            assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> rotations.begin(key, null));
            assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> rotations.enter(key, null));
            assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> rotations.store(key, material("x"), 1, DAY));
            assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> rotations.rollBack(key));
            assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> rotations.finish(key));
            assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> rotations.abandon(key));
        }
    }

    @Test
    void theTableHasNoValue() {
        rotations.enter(key, null);
        rotations.store(key, material("two"), 1, DAY);
        rotations.rollBack(key);

        assertThat(database.sql("select r::text from key_rotation r where key = ?").param(key.key()).query(String.class).list().toString())
                .contains(key.key()).doesNotContain("round-");
    }

    @ParameterizedTest
    @ValueSource(strings = { "step = 'STORED'", "step = 'FINISHED', ended_at = now()", "ended_at = now()", "to_version = 2",
            "step = 'ROLLED_BACK', to_version = 2, stored_at = now(), grace_until = now(), ended_at = now()", "step = 'LOST'",
            "to_version = 1, stored_at = now(), grace_until = now(), step = 'STORED'" })
    void theDatabaseRefusesWhatCannotBe(String change) {
        rotations.begin(key, null);

        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() -> database.sql("update key_rotation set " + change + " where key = ?").param(key.key()).update());
        assertThatExceptionOfType(DataIntegrityViolationException.class).as("a second live one").isThrownBy(() -> database.sql("""
                insert into key_rotation (owner, key, step, started_at, from_version, grace) values (?, ?, 'PREPARING', now(), 1, 60)""")
                .params(key.owner().value(), key.key()).update());
    }
}
