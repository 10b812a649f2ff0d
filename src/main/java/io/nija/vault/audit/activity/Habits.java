package io.nija.vault.audit.activity;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.nija.vault.audit.KeyEvent.Actor;
import io.nija.vault.audit.KeyEvent.Mark;

/**
 * What is usual for a key, and which marks an event gets for not being that: the rules are at
 * {@link io.nija.vault.audit.KeyActivity}. Everything here is about touches that were looked up in {@link History}.
 */
final class Habits {

    static final Duration REMEMBERED = Duration.ofDays(90);

    private static final Duration BEGINNING = Duration.ofDays(1);
    private static final int HOURS = 10;
    private static final int DAYS = 5;
    private static final int HOURS_A_DAY = 24;
    private static final Set<Actor> STAFF = Set.of(Actor.SUPPORT, Actor.ADMIN);
    private static final Set<Actor> PEOPLE = Set.of(Actor.YOU, Actor.SUPPORT, Actor.ADMIN, Actor.ANOTHER_USER);

    /** Somebody by hand, or somebody's program. */
    record Reader(String key, int user, boolean program) {

        static Reader of(Touch touch) {
            return new Reader(touch.key(), touch.user(), touch.means().isProgram());
        }
    }

    record Place(String key, int address) {

        static Place of(Touch touch) {
            return new Place(touch.key(), touch.addressId());
        }
    }

    /** What the database has from before the touches that are judged. */
    interface History {

        /** When the first thing that is on record of a key was done. */
        Instant beginning(String key);

        /** Whether the reader did anything in the {@link #REMEMBERED} before. */
        boolean knows(Reader reader, Instant at);

        boolean knows(Place place, Instant at);

        /** The beginnings of all hours in which the reader did something, in that time and since. */
        List<Instant> hours(Reader reader);
    }

    private final History history;
    private final ZoneId zone;
    private final Map<Reader, Instant> firstOfReader = new HashMap<>();
    private final Map<Place, Instant> firstOfPlace = new HashMap<>();

    /** @param touches all that are judged */
    Habits(History history, ZoneId zone, List<Touch> touches) {
        this.history = history;
        this.zone = zone;
        for (var touch : touches) {
            firstOfReader.merge(Reader.of(touch), touch.first(), Habits::earlier);
            firstOfPlace.merge(Place.of(touch), touch.first(), Habits::earlier);
        }
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    Set<Mark> marks(Touch touch) {
        var marks = new HashSet<Mark>();
        if (touch.first().isBefore(history.beginning(touch.key()).plus(BEGINNING))) {
            return marks;
        }
        var reader = Reader.of(touch);
        var place = Place.of(touch);
        // Whoever was there before on the same page is not new either.
        if (touch.actor() != Actor.YOU && touch.first().equals(firstOfReader.get(reader)) && !history.knows(reader, touch.first())) {
            marks.add(Mark.NEW_READER);
        } else if (!STAFF.contains(touch.actor()) && touch.first().equals(firstOfPlace.get(place)) && !history.knows(place, touch.first())) {
            marks.add(Mark.NEW_ADDRESS);
        }
        if (PEOPLE.contains(touch.actor()) && !reader.program() && isOdd(touch, history.hours(reader))) {
            marks.add(Mark.ODD_HOUR);
        }
        return marks;
    }

    private boolean isOdd(Touch touch, List<Instant> hours) {
        var earlier = hours.stream().filter(hour -> hour.isBefore(touch.hour()) && !hour.isBefore(touch.first().minus(REMEMBERED))).toList();
        var days = new HashSet<LocalDate>();
        earlier.forEach(hour -> days.add(LocalDate.ofInstant(hour, zone)));
        return earlier.size() >= HOURS && days.size() >= DAYS && earlier.stream().noneMatch(hour -> isNear(hourOfDay(hour), hourOfDay(touch.first())));
    }

    private int hourOfDay(Instant at) {
        return at.atZone(zone).getHour();
    }

    private static boolean isNear(int hour, int other) {
        int apart = Math.abs(hour - other);
        return apart <= 1 || apart == HOURS_A_DAY - 1;
    }
}
