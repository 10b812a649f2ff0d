package io.nija.vault.alerts.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.nija.vault.alerts.Alert;
import io.nija.vault.alerts.Alert.Told;
import io.nija.vault.alerts.AlertEvent.What;
import io.nija.vault.alerts.Finding;
import org.jspecify.annotations.Nullable;

/**
 * What the answers of the rules make of the alerts there are. What is found waits for the rule's patience and then opens;
 * what is found no more is resolved; what cannot be told stays as it is.
 */
final class Round {

    private final Map<String, Map<String, Alert>> current = new HashMap<>();
    private final List<Change> changes = new ArrayList<>();
    private final Duration interval;
    private final Instant now;

    private Round(Collection<Alert> alerts, Duration interval, Instant now) {
        alerts.forEach(alert -> current.computeIfAbsent(alert.rule(), rule -> new HashMap<>()).put(alert.subject(), alert));
        this.interval = interval;
        this.now = now;
    }

    /** @param alerts those that are not resolved */
    static List<Change> of(Collection<Alert> alerts, List<Checked> answers, Duration interval, Instant now) {
        var round = new Round(alerts, interval, now);
        answers.forEach(round::take);
        // What nobody asks about any more would stay open for ever.
        round.current.values().forEach(left -> left.values().forEach(alert -> round.gone(alert, "The rule is switched off")));
        return round.changes;
    }

    private void take(Checked answer) {
        var known = current.remove(answer.rule().name());
        var left = known == null ? new HashMap<String, Alert>() : known;
        if (answer.problem() != null) {
            left.values().forEach(this::stays);
            return;
        }
        for (var finding : answer.findings()) {
            found(answer.rule(), finding, left.remove(finding.subject()));
        }
        left.values().forEach(alert -> gone(alert, null));
    }

    private void stays(Alert alert) {
        if (isOverdue(alert)) {
            changes.add(new Change(alert, alert.released(), What.RELEASED, "The time is over"));
        }
    }

    private boolean isOverdue(Alert alert) {
        return alert.acknowledged() != null && !alert.acknowledged().until().isAfter(now);
    }

    private void found(ConfiguredRule rule, Finding finding, @Nullable Alert before) {
        if (before == null) {
            var first = new Alert(0, rule.name(), finding.subject(), rule.severity(), finding.text(), finding.address(), now, null, now, null, null, Told.NEVER);
            changes.add(rule.patience().isZero() ? opened(null, first) : new Change(null, first, null, null));
            return;
        }
        // Whether it was wrong while nobody asked is not known.
        var since = before.openedAt() == null && before.seenAt().isBefore(now.minus(interval.multipliedBy(4)).minusSeconds(10)) ? now : before.since();
        var seen = before.seen(finding, rule.severity(), since, now);
        if (seen.openedAt() == null) {
            changes.add(since.plus(rule.patience()).isAfter(now) ? new Change(before, seen, null, null) : opened(before, seen));
        } else if (isOverdue(before)) {
            changes.add(new Change(before, seen.released(), What.RELEASED, "The time is over"));
        } else {
            changes.add(seen.severity() == before.severity() ? new Change(before, seen, null, null)
                    : new Change(before, seen, What.WORSE, before.severity().label() + " → " + seen.severity().label()));
        }
    }

    private Change opened(@Nullable Alert before, Alert alert) {
        return new Change(before, alert.opened(now), What.OPENED, alert.text());
    }

    private void gone(Alert alert, @Nullable String why) {
        changes.add(alert.openedAt() == null ? new Change(alert, null, null, null) : new Change(alert, alert.resolved(now), What.RESOLVED, why));
    }
}
