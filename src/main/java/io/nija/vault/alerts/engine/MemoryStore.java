package io.nija.vault.alerts.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.nija.vault.alerts.Alert;
import io.nija.vault.alerts.Silence;
import io.nija.vault.alerts.tell.Announcer;
import io.nija.vault.alerts.tell.Message;
import org.jspecify.annotations.Nullable;

/**
 * What the engine remembers while the database is away: what that had last, and what has happened since. A new alert has
 * a number of its own below zero until the database takes it over.
 */
final class MemoryStore implements Store {

    private final Announcer announcer;
    private final Map<Long, Alert> alerts = new LinkedHashMap<>();
    private final Map<String, Instant> lastTold = new HashMap<>();
    private List<Silence> silences = List.of();
    private boolean changed;
    private long last;

    MemoryStore(Announcer announcer) {
        this.announcer = announcer;
    }

    /** Keeps what the database has now, in place of all that was here. */
    synchronized void remember(Store database, Instant now) {
        var current = database.current();
        var told = database.lastTold();
        var quiet = database.silences(now);
        alerts.clear();
        current.forEach(alert -> alerts.put(alert.id(), alert));
        lastTold.clear();
        lastTold.putAll(told);
        silences = quiet;
        changed = false;
    }

    /** What the database does not know; empty when nothing happened while it was away. */
    synchronized List<Alert> happened() {
        return changed ? List.copyOf(alerts.values()) : List.of();
    }

    @Override
    public synchronized List<Alert> current() {
        return alerts.values().stream().filter(alert -> alert.resolvedAt() == null).toList();
    }

    @Override
    public synchronized void save(List<Change> changes, List<Checked> answers, Instant now) {
        for (var change : changes) {
            var after = change.after();
            if (after == null) {
                alerts.remove(Objects.requireNonNull(change.before()).id());
            } else {
                var known = change.before() == null ? after.as(--last) : after;
                alerts.put(known.id(), known);
            }
        }
        changed = true;
    }

    @Override
    public synchronized List<Alert> untold() {
        return alerts.values().stream().filter(alert -> alert.openedAt() != null && alert.told() != Alert.Told.NOW).toList();
    }

    @Override
    public synchronized Map<String, Instant> lastTold() {
        return new HashMap<>(lastTold);
    }

    @Override
    public synchronized List<Silence> silences(Instant now) {
        return new ArrayList<>(silences);
    }

    @Override
    public synchronized void told(String rule, List<Alert> known, @Nullable Message message, Instant now) {
        known.forEach(alert -> alerts.put(alert.id(), alert.known()));
        if (message != null) {
            lastTold.put(rule, now);
            announcer.putInMemory(message);
        }
    }
}
