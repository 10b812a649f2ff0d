package io.nija.vault.audit.activity;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import io.nija.vault.audit.KeyEvent.Mark;
import io.nija.vault.audit.OperationKind;
import io.nija.vault.audit.OperationOutcome;
import io.nija.vault.audit.activity.Habits.History;
import io.nija.vault.audit.activity.Habits.Place;
import io.nija.vault.audit.activity.Habits.Reader;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HabitsTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:10:00Z");
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final int ALICE = 1;
    private static final int ENGINE = 3;
    private static final int HOME = 70;
    private static final int ELSEWHERE = 71;

    private final Set<Object> known = new HashSet<>(Set.of(reader(ALICE, false), reader(ENGINE, false), new Place("okx", HOME)));
    private final List<Instant> hours = new ArrayList<>();
    private Instant beginning = NOON.minus(Duration.ofDays(40));

    private final History history = new History() {

        @Override
        public Instant beginning(String key) {
            return beginning;
        }

        @Override
        public boolean knows(Reader reader, Instant at) {
            return known.contains(reader);
        }

        @Override
        public boolean knows(Place place, Instant at) {
            return known.contains(place);
        }

        @Override
        public List<Instant> hours(Reader reader) {
            return hours;
        }
    };

    private static Reader reader(int user, boolean program) {
        return new Reader("okx", user, program);
    }

    private static Touch touch(String role, int user, int address, Instant at) {
        return new Touch("okx", new Means(0, false, "read", OperationKind.VALUES, OperationOutcome.DONE, role), user, user == ALICE, address, "", 1, at, at, 1);
    }

    private Set<Mark> marks(Touch touch) {
        return new Habits(history, UTC, List.of(touch)).marks(touch);
    }

    @Test
    void whatHappensAsAlwaysIsNotMarked() {
        assertThat(marks(touch("trading-engine", ENGINE, HOME, NOON))).isEmpty();
        assertThat(marks(touch("user", ALICE, HOME, NOON))).isEmpty();
    }

    @Test
    void aReaderWhoWasNeverThereIsNew() {
        assertThat(marks(touch("support", 5, HOME, NOON))).containsExactly(Mark.NEW_READER);
        assertThat(marks(touch("user-read", ALICE, HOME, NOON))).as("the owner's first program").containsExactly(Mark.NEW_READER);
        assertThat(marks(touch("support", 5, ELSEWHERE, NOON))).as("and not for the address as well").containsExactly(Mark.NEW_READER);
    }

    @Test
    void theOwnerIsNeverNew() {
        known.remove(reader(ALICE, false));

        assertThat(marks(touch("user", ALICE, HOME, NOON))).isEmpty();
    }

    @Test
    void anAddressThatWasNeverThereIsNewButNotThatOfStaff() {
        known.add(reader(5, false));

        assertThat(marks(touch("user", ALICE, ELSEWHERE, NOON))).containsExactly(Mark.NEW_ADDRESS);
        assertThat(marks(touch("trading-engine", ENGINE, ELSEWHERE, NOON))).containsExactly(Mark.NEW_ADDRESS);
        assertThat(marks(touch("support", 5, ELSEWHERE, NOON))).isEmpty();
    }

    @Test
    void onlyTheFirstOfThoseShownTogetherIsNew() {
        var earlier = touch("support", 5, HOME, NOON.minusSeconds(7200));
        var later = touch("support", 5, HOME, NOON);
        var habits = new Habits(history, UTC, List.of(later, earlier));

        assertThat(habits.marks(earlier)).containsExactly(Mark.NEW_READER);
        assertThat(habits.marks(later)).isEmpty();
    }

    @Test
    void inTheFirstDayOfAKeyNothingIsMarked() {
        beginning = NOON.minus(Duration.ofHours(23));

        assertThat(marks(touch("support", 5, ELSEWHERE, NOON))).isEmpty();
    }

    /** Always at eleven and at noon, on so many days. */
    private void habit(int days) {
        for (int day = 1; day <= days; day++) {
            var at = Instant.parse("2026-11-24T11:00:00Z").minus(Duration.ofDays(day));
            hours.addAll(List.of(at, at.plusSeconds(3600)));
        }
    }

    @Test
    void anHourAtWhichAPersonNeverComesIsOdd() {
        habit(6);

        assertThat(marks(touch("user", ALICE, HOME, Instant.parse("2026-11-24T03:10:00Z")))).containsExactly(Mark.ODD_HOUR);
        assertThat(marks(touch("user", ALICE, HOME, NOON))).isEmpty();
        assertThat(marks(touch("user", ALICE, HOME, Instant.parse("2026-11-24T13:50:00Z")))).as("an hour later than usual").isEmpty();
        assertThat(marks(touch("user", ALICE, HOME, Instant.parse("2026-11-24T14:00:00Z")))).containsExactly(Mark.ODD_HOUR);
    }

    @Test
    void midnightIsNearElevenInTheEvening() {
        IntStream.rangeClosed(1, 12).forEach(day -> hours.add(Instant.parse("2026-11-23T23:00:00Z").minus(Duration.ofDays(day))));

        assertThat(marks(touch("user", ALICE, HOME, Instant.parse("2026-11-24T00:20:00Z")))).isEmpty();
        assertThat(marks(touch("user", ALICE, HOME, Instant.parse("2026-11-24T01:20:00Z")))).containsExactly(Mark.ODD_HOUR);
    }

    @Test
    void hoursAreThoseOfTheReadersZone() {
        // Half past six in the morning in Kolkata, each day: no such zone's hours begin where UTC's do.
        IntStream.rangeClosed(1, 12).forEach(day -> hours.add(Instant.parse("2026-11-24T01:00:00Z").minus(Duration.ofDays(day))));
        var touch = touch("user", ALICE, HOME, Instant.parse("2026-11-24T02:29:00Z"));

        assertThat(new Habits(history, ZoneId.of("Asia/Kolkata"), List.of(touch)).marks(touch)).isEmpty();
    }

    @Test
    void aHabitTakesTenHoursOnFiveDays() {
        habit(4);
        var night = touch("user", ALICE, HOME, Instant.parse("2026-11-24T03:10:00Z"));
        assertThat(marks(night)).isEmpty();

        hours.clear();
        IntStream.range(0, 12).forEach(hour -> hours.add(Instant.parse("2026-11-23T06:00:00Z").plus(Duration.ofHours(hour))));
        assertThat(marks(night)).as("many hours of one day").isEmpty();
    }

    @Test
    void whatIsLongerAgoThanNinetyDaysIsForgotten() {
        IntStream.rangeClosed(91, 110).forEach(day -> hours.add(Instant.parse("2026-11-24T11:00:00Z").minus(Duration.ofDays(day))));

        assertThat(marks(touch("user", ALICE, HOME, Instant.parse("2026-11-24T03:10:00Z")))).isEmpty();
    }

    @Test
    void programsHaveNoOddHours() {
        habit(6);
        known.add(reader(ALICE, true));

        assertThat(marks(touch("trading-engine", ENGINE, HOME, Instant.parse("2026-11-24T03:10:00Z")))).isEmpty();
        assertThat(marks(touch("user-read", ALICE, HOME, Instant.parse("2026-11-24T03:10:00Z")))).isEmpty();
    }
}
