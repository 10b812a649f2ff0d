package io.nija.vault.alerts.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

import io.nija.vault.alerts.Alert;
import io.nija.vault.alerts.Alert.Told;
import io.nija.vault.alerts.Silence;
import io.nija.vault.alerts.settings.AlertProperties;
import io.nija.vault.alerts.tell.Message;
import org.jspecify.annotations.Nullable;

/**
 * Decides what people are told who are not looking: of each rule one message with all that is new, and then no other for
 * some minutes, however many subjects it finds. Of what is silenced or somebody is at they are not told.
 */
final class Telling {

    private static final int LINES = 20;

    private final Rules rules;
    private final AlertProperties properties;

    Telling(Rules rules, AlertProperties properties) {
        this.rules = rules;
        this.properties = properties;
    }

    void tell(Store store, Instant now) {
        var byRule = new LinkedHashMap<String, List<Alert>>();
        store.untold().forEach(alert -> byRule.computeIfAbsent(alert.rule(), rule -> new ArrayList<>()).add(alert));
        if (byRule.isEmpty()) {
            return;
        }
        var silences = store.silences(now);
        var lastTold = store.lastTold();
        byRule.forEach((rule, alerts) -> tell(store, rule, alerts, silences, lastTold.get(rule), now));
    }

    private void tell(Store store, String rule, List<Alert> alerts, List<Silence> silences, @Nullable Instant last, Instant now) {
        // What came and went while nobody was to be told is of no interest any more.
        var past = alerts.stream().filter(alert -> alert.resolvedAt() != null && isQuiet(alert, silences, now)).toList();
        if (!past.isEmpty()) {
            store.told(rule, past, null, now);
        }
        var wanted = alerts.stream().filter(alert -> !isQuiet(alert, silences, now)).toList();
        if (!wanted.isEmpty() && (last == null || !last.plus(every()).isAfter(now))) {
            store.told(rule, wanted, message(rule, wanted, now), now);
        }
    }

    private Duration every() {
        return properties.toldEvery();
    }

    private static boolean isQuiet(Alert alert, List<Silence> silences, Instant now) {
        boolean isTakenOn = alert.acknowledged() != null && (alert.resolvedAt() == null || alert.told() == Told.NEVER);
        return isTakenOn || silences.stream().anyMatch(silence -> silence.covers(alert, now));
    }

    private Message message(String name, List<Alert> alerts, Instant now) {
        var rule = rules.find(name);
        var open = alerts.stream().filter(Alert::isOpen).toList();
        var resolved = alerts.stream().filter(alert -> !alert.isOpen()).toList();
        var lines = open.stream().limit(LINES).map(Telling::line).toList();
        var over = resolved.stream().limit(LINES).map(Telling::line).toList();
        return new Message(name, rule.map(known -> known.rule().title()).orElse(name),
                (open.isEmpty() ? resolved : open).stream().map(Alert::severity).min(Comparator.naturalOrder()).orElseThrow(),
                rule.map(known -> known.rule().advice()).orElse(""), now, lines, over, alerts.size() - lines.size() - over.size());
    }

    private static Message.Line line(Alert alert) {
        return new Message.Line(alert.subject(), alert.text(), alert.since(), alert.resolvedAt());
    }
}
