package io.nija.vault.requests.ui;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

import com.vaadin.flow.component.tabs.Tab;
import com.vaadin.flow.component.tabs.Tabs;
import io.nija.vault.base.ui.Figures;
import io.nija.vault.requests.RequestFilter.Queue;

/** The parts of the queue, with how many requests are in each. */
class QueueTabs extends Tabs {

    /** More are not counted. */
    private static final int COUNTED = 1000;

    private final Map<Queue, Tab> tabs = new EnumMap<>(Queue.class);

    QueueTabs(Consumer<Queue> choice) {
        addClassName("queue-tabs");
        getElement().setAttribute("aria-label", "Parts of the queue");
        for (var queue : Queue.values()) {
            var tab = new Tab(queue.label());
            tabs.put(queue, tab);
            add(tab);
        }
        addSelectedChangeListener(change -> {
            if (change.isFromClient()) {
                tabs.entrySet().stream().filter(entry -> entry.getValue() == change.getSelectedTab()).findFirst().ifPresent(entry -> choice.accept(entry.getKey()));
            }
        });
    }

    void choose(Queue queue) {
        setSelectedTab(tabs.get(queue));
    }

    void count(Map<Queue, Integer> counts) {
        tabs.forEach((queue, tab) -> {
            int count = counts.getOrDefault(queue, 0);
            tab.setLabel(queue.label() + (count == 0 ? "" : " (" + Figures.of(count) + (count < COUNTED ? ")" : "+)")));
        });
    }
}
