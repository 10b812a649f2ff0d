package io.nija.vault.requests.expiry;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which reminder of a key's last day it is time for: 30, 14, 7 and 1 days before it, and 1 day, 7 days and then every week after it. Of
 * those whose time has come the latest alone counts, so whoever looks seldom reminds of nothing twice and misses nothing.
 *
 * @param step days before the last day, below zero after it
 * @param left how many days there are indeed
 */
record Reminder(int step, int left) {

    /** How many days before the last day the first one is. */
    static final int FIRST = 30;

    private static final int[] BEFORE = { 1, 7, 14, FIRST };
    private static final int WEEK = 7;

    /** Empty when it is too early. */
    static Optional<Reminder> of(LocalDate due, LocalDate today) {
        int left = Math.toIntExact(ChronoUnit.DAYS.between(today, due));
        if (left < 0) {
            return Optional.of(new Reminder(left > -WEEK ? -1 : left / WEEK * WEEK, left));
        }
        return IntStream.of(BEFORE).filter(step -> left <= step).mapToObj(step -> new Reminder(step, left)).findFirst();
    }

    boolean isOverdue() {
        return left < 0;
    }

    /** Such as “expires in 7 days”. */
    String words() {
        return switch (left) {
            case 0 -> "expires today";
            case 1 -> "expires tomorrow";
            case -1 -> "expired yesterday";
            default -> left > 0 ? "expires in " + left + " days" : "expired " + -left + " days ago";
        };
    }
}
