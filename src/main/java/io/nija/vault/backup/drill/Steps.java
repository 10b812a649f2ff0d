package io.nija.vault.backup.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** What a drill has done so far, and how long each step of it took. */
public final class Steps {

    /** @param what in words, such as “Restoring” */
    public record Time(String what, Duration took) {
    }

    private final long began = System.nanoTime();
    private final List<Time> done = new ArrayList<>();
    private String current = "";
    private long since = began;
    private @Nullable Duration recovery;

    /** Ends the step before. @param what is being done from now on, for people, such as “Restoring” */
    public synchronized void begin(String what) {
        end();
        current = what;
    }

    /** Ends the last one. */
    synchronized void end() {
        long now = System.nanoTime();
        if (!current.isEmpty()) {
            done.add(new Time(current, Duration.ofNanos(now - since)));
        }
        current = "";
        since = now;
    }

    /** What was backed up would serve again now: the rest is for looking at it. */
    public synchronized void recovered() {
        recovery = Duration.ofNanos(System.nanoTime() - began);
    }

    /** From the beginning until it would serve again; null when it did not come to that. */
    synchronized @Nullable Duration recovery() {
        return recovery;
    }

    synchronized String current() {
        return current;
    }

    synchronized List<Time> times() {
        return List.copyOf(done);
    }
}
