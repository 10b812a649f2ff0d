package io.nija.vault.audit.activity;

import java.time.Instant;
import java.util.List;

import io.nija.vault.audit.KeyEvent.Actor;
import io.nija.vault.audit.KeyEvent.Deed;
import io.nija.vault.audit.OperationKind;
import io.nija.vault.audit.OperationOutcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static io.nija.vault.audit.OperationKind.CONSOLE;
import static io.nija.vault.audit.OperationKind.METADATA;
import static io.nija.vault.audit.OperationKind.VALUES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class FoldingTest {

    private static final Instant TEN = Instant.parse("2026-11-24T10:00:00Z");
    private static final int ALICE = 1;
    private static final int MALLORY = 2;

    static Touch touch(boolean own, String operation, OperationKind kind, String role, int user, @Nullable Integer version, int minute, long times) {
        return touch(new Means(0, own, operation, kind, OperationOutcome.DONE, role), user, version, minute, times);
    }

    private static Touch touch(Means means, int user, @Nullable Integer version, int minute, long times) {
        var at = TEN.plusSeconds(60L * minute);
        return new Touch("okx", means, user, user == ALICE, 7, "192.0.2.7", version, at, at.plusSeconds(1), times);
    }

    private static Touch read(int version, int minute, long times) {
        return touch(false, "read", VALUES, "user", ALICE, version, minute, times);
    }

    private static Touch looked(int version, int minute, long times) {
        return touch(true, "reveal", CONSOLE, "user", ALICE, version, minute, times);
    }

    @Test
    void whatIsAlikeInAnHourIsOneWithACount() {
        var folded = Folding.fold(List.of(
                touch(new Means(1, false, "read", METADATA, OperationOutcome.DONE, "support"), MALLORY, null, 5, 9),
                touch(new Means(2, false, "list", METADATA, OperationOutcome.DONE, "support"), MALLORY, null, 9, 1)));

        assertThat(folded).singleElement().satisfies(one -> {
            assertThat(one.times()).isEqualTo(10);
            assertThat(one.first()).isEqualTo(TEN.plusSeconds(300));
            assertThat(one.last()).isEqualTo(TEN.plusSeconds(541));
        });
    }

    @Test
    void anotherHourVersionOutcomeOrPersonIsAnotherOne() {
        assertThat(Folding.fold(List.of(read(3, 5, 1), read(3, 65, 1), read(4, 5, 1),
                touch(new Means(0, false, "read", VALUES, OperationOutcome.DENIED, "user"), ALICE, 3, 5, 1),
                touch(false, "read", VALUES, "user", MALLORY, 3, 5, 1)))).hasSize(5);
    }

    @Test
    void theNewestComeFirst() {
        assertThat(Folding.fold(List.of(read(1, 5, 1), read(3, 59, 1), read(2, 20, 1)))).extracting(Touch::version).containsExactly(3, 2, 1);
    }

    @Test
    void theReadBehindALookIsNotToldBesideIt() {
        assertThat(Folding.fold(List.of(read(3, 5, 4), looked(3, 5, 4)))).singleElement()
                .satisfies(one -> assertThat(one.deed()).isEqualTo(Deed.LOOKED_AT_VALUES));
    }

    @Test
    void moreReadsThanLooksAreTold() {
        assertThat(Folding.fold(List.of(read(3, 5, 6), looked(3, 5, 4)))).extracting(Touch::deed, Touch::times)
                .containsExactlyInAnyOrder(tuple(Deed.READ, 2L), tuple(Deed.LOOKED_AT_VALUES, 4L));
    }

    /** By whoever else, or by a program, or refused: none of it was the look. */
    @Test
    void aLookHidesNothingElse() {
        var others = List.of(looked(3, 5, 4), touch(false, "read", VALUES, "user", MALLORY, 3, 5, 1), touch(false, "read", VALUES, "user-read", ALICE, 3, 5, 1),
                touch(false, "read", VALUES, "trading-engine", 9, 3, 5, 1), touch(true, "read", VALUES, "user", ALICE, 3, 5, 1),
                touch(new Means(0, false, "read", VALUES, OperationOutcome.DENIED, "user"), ALICE, 3, 5, 1), read(3, 65, 1));

        assertThat(Folding.fold(others)).hasSize(others.size());
    }

    @Test
    void aFailedLookHidesNothing() {
        assertThat(Folding.fold(List.of(read(3, 5, 1), touch(new Means(0, true, "rotate", CONSOLE, OperationOutcome.FAILED, "user"), ALICE, null, 5, 1)))).hasSize(2);
    }

    @Test
    void aRotationIsOneEventAndNotItsSteps() {
        var folded = Folding.fold(List.of(read(3, 5, 1), touch(false, "update", VALUES, "user", ALICE, 4, 5, 1),
                touch(false, "patch", METADATA, "user", ALICE, null, 5, 1), touch(true, "rotate", CONSOLE, "user", ALICE, 4, 5, 1)));

        assertThat(folded).singleElement().satisfies(one -> {
            assertThat(one.deed()).isEqualTo(Deed.ROTATED);
            assertThat(one.version()).isEqualTo(4);
        });
    }

    @Test
    void lookingForWhatIsNotThereTouchesNothing() {
        var metadata = new Means(0, false, "read", METADATA, OperationOutcome.NOT_FOUND, "user");

        assertThat(Folding.fold(List.of(touch(metadata, ALICE, null, 5, 1)))).isEmpty();
        assertThat(Folding.fold(List.of(touch(metadata, MALLORY, null, 5, 1)))).as("by somebody else it is told").hasSize(1);
    }

    @Test
    void whatAProgramNotesBesideWhatItStoresIsNotToldEither() {
        assertThat(Folding.fold(List.of(touch(false, "update", VALUES, "user-gateway", ALICE, 4, 5, 1),
                touch(false, "patch", METADATA, "user-gateway", ALICE, null, 5, 2)))).extracting(Touch::deed, Touch::times)
                .containsExactlyInAnyOrder(tuple(Deed.STORED, 1L), tuple(Deed.DESCRIBED, 1L));
    }

    @Test
    void whoItWasFollowsFromTheRole() {
        assertThat(means("user").actor(true)).isEqualTo(Actor.YOU);
        assertThat(means("user-destroy").actor(true)).isEqualTo(Actor.YOU);
        assertThat(means("user-read").actor(true)).isEqualTo(Actor.YOUR_PROGRAM);
        assertThat(means("user-gateway").actor(true)).isEqualTo(Actor.YOUR_PROGRAM);
        assertThat(means("user").actor(false)).isEqualTo(Actor.ANOTHER_USER);
        assertThat(means("user-read").actor(false)).isEqualTo(Actor.ANOTHER_USER);
        assertThat(means("support").actor(true)).as("support staff with keys of their own").isEqualTo(Actor.SUPPORT);
        assertThat(means("trading-engine").actor(false)).isEqualTo(Actor.TRADING_ENGINE);
        assertThat(means("root").actor(false)).isEqualTo(Actor.ROOT);
        assertThat(means("-").actor(false)).isEqualTo(Actor.SOMEBODY);
        assertThat(new Means(0, true, "read", VALUES, OperationOutcome.DONE, "user").actor(true)).as("from the cache").isEqualTo(Actor.YOUR_PROGRAM);
        assertThat(new Means(0, true, "reveal", CONSOLE, OperationOutcome.DONE, "admin, user").actor(true)).isEqualTo(Actor.YOU);
    }

    private static Means means(String role) {
        return new Means(0, false, "read", VALUES, OperationOutcome.DONE, role);
    }

    @Test
    void theConsolesOwnRoundsAreUpkeepUnlessTheyAreRefusedOrGoForValues() {
        assertThat(new Means(0, false, "read", METADATA, OperationOutcome.DONE, "console").isUpkeep()).isTrue();
        assertThat(new Means(0, false, "list", METADATA, OperationOutcome.NOT_FOUND, "console").isUpkeep()).isTrue();
        assertThat(new Means(0, false, "read", METADATA, OperationOutcome.DENIED, "console").isUpkeep()).isFalse();
        assertThat(new Means(0, false, "read", VALUES, OperationOutcome.DONE, "console").isUpkeep()).isFalse();
        assertThat(new Means(0, false, "read", METADATA, OperationOutcome.DONE, "support").isUpkeep()).isFalse();
    }
}
