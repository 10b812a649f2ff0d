package io.nija.vault.alerts.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.nija.vault.alerts.Alert;
import io.nija.vault.alerts.tell.Announcer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What this console last knew of the alerts, for pages and figures, and who wants to know when it changes. */
@Component
class Board {

    private static final Logger log = LoggerFactory.getLogger(Board.class);

    private final Announcer announcer;
    private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();
    private final Map<String, Checked> answers = new ConcurrentHashMap<>();
    private volatile List<Alert> open = List.of();

    Board(Announcer announcer) {
        this.announcer = announcer;
    }

    Announcer announcer() {
        return announcer;
    }

    void show(List<Alert> current, List<Checked> checked) {
        var before = open;
        open = current.stream().filter(Alert::isOpen).toList();
        var problems = problems();
        checked.forEach(answer -> answers.put(answer.rule().name(), answer));
        if (!open.equals(before) || !problems.equals(problems())) {
            tell();
        }
    }

    private List<String> problems() {
        return answers.values().stream().filter(answer -> answer.problem() != null).map(answer -> answer.rule().name()).sorted().toList();
    }

    List<Alert> open() {
        return new ArrayList<>(open);
    }

    /** What the rules said to this console, by their names; empty when another one asks them. */
    Map<String, Checked> answers() {
        return Map.copyOf(answers);
    }

    Runnable onChange(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    void tell() {
        for (var listener : listeners) {
            try {
                listener.run();
            } catch (RuntimeException e) {
                log.debug("A listener, most likely of a page that was just closed, did not take the change", e);
            }
        }
    }
}
