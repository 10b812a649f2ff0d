package io.nija.vault.requests.ui;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import io.nija.vault.base.ui.Figures;
import io.nija.vault.requests.RequestFilter.Queue;

/** The parts of the queue, with how many requests are in each. Buttons, since they fit a phone in several lines. */
class QueueButtons extends Div {

    /** More are not counted. */
    private static final int COUNTED = 1000;

    private final Map<Queue, Button> buttons = new EnumMap<>(Queue.class);

    QueueButtons(Consumer<Queue> choice) {
        addClassName("range-buttons");
        getElement().setAttribute("role", "group").setAttribute("aria-label", "Parts of the queue");
        for (var queue : Queue.values()) {
            var button = new Button(queue.label(), click -> choice.accept(queue));
            buttons.put(queue, button);
            add(button);
        }
    }

    void choose(Queue chosen) {
        buttons.forEach((queue, button) -> {
            button.getElement().setAttribute("aria-pressed", String.valueOf(queue == chosen));
            button.setThemeVariant(ButtonVariant.TERTIARY, queue != chosen);
        });
    }

    void count(Map<Queue, Integer> counts) {
        buttons.forEach((queue, button) -> {
            int count = counts.getOrDefault(queue, 0);
            button.setText(queue.label() + (count == 0 ? "" : " (" + Figures.of(count) + (count < COUNTED ? ")" : "+)")));
        });
    }
}
