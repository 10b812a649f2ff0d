package io.nija.vault.requests.ui;

import java.util.EnumMap;
import java.util.Map;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;

/** How far a report looks back. */
class SpanButtons extends Div {

    private final Map<ReportSpan, Button> buttons = new EnumMap<>(ReportSpan.class);

    SpanButtons() {
        addClassName("range-buttons");
        getElement().setAttribute("role", "group").setAttribute("aria-label", "Time");
        for (var span : ReportSpan.values()) {
            var button = new Button(span.label(), click -> RequestsNavigation.toReports(span));
            buttons.put(span, button);
            add(button);
        }
    }

    void show(ReportSpan chosen) {
        buttons.forEach((span, button) -> {
            button.getElement().setAttribute("aria-pressed", String.valueOf(span == chosen));
            button.removeThemeVariants(ButtonVariant.TERTIARY);
            if (span != chosen) {
                button.addThemeVariants(ButtonVariant.TERTIARY);
            }
        });
    }
}
