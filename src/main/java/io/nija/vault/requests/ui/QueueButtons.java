package io.nija.vault.requests.ui;

import java.util.Map;
import java.util.function.Consumer;

import io.nija.vault.base.ui.ChoiceButtons;
import io.nija.vault.base.ui.Figures;
import io.nija.vault.requests.RequestFilter.Queue;

/** The parts of the queue, with how many requests are in each. */
class QueueButtons extends ChoiceButtons<Queue> {

    /** More are not counted. */
    private static final int COUNTED = 1000;

    QueueButtons(Consumer<Queue> choice) {
        super("Parts of the queue", Queue.class, Queue::label, choice);
    }

    void count(Map<Queue, Integer> counts) {
        setTexts(queue -> {
            int count = counts.getOrDefault(queue, 0);
            return queue.label() + (count == 0 ? "" : " (" + Figures.of(count) + (count < COUNTED ? ")" : "+)"));
        });
    }
}
