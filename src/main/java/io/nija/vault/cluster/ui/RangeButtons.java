package io.nija.vault.cluster.ui;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import io.nija.vault.cluster.MetricRange;

/** How far back the charts go. */
class RangeButtons extends Div {

    private final Map<MetricRange, Button> buttons = new EnumMap<>(MetricRange.class);

    RangeButtons(Consumer<MetricRange> choice) {
        addClassName("range-buttons");
        getElement().setAttribute("role", "group").setAttribute("aria-label", "Time");
        for (var range : MetricRange.values()) {
            var button = new Button(range.label(), click -> choice.accept(range));
            buttons.put(range, button);
            add(button);
        }
    }

    void show(MetricRange chosen) {
        buttons.forEach((range, button) -> {
            button.getElement().setAttribute("aria-pressed", String.valueOf(range == chosen));
            button.removeThemeVariants(ButtonVariant.TERTIARY);
            if (range != chosen) {
                button.addThemeVariants(ButtonVariant.TERTIARY);
            }
        });
    }
}
