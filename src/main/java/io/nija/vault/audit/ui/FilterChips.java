package io.nija.vault.audit.ui;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;

/** What is filtered by, each to be taken off by a click. */
class FilterChips extends Div {

    private final transient Consumer<UnaryOperator<AuditQuery>> change;

    FilterChips(Consumer<UnaryOperator<AuditQuery>> change) {
        this.change = change;
        addClassName("filter-chips");
        getElement().setAttribute("role", "group");
        getElement().setAttribute("aria-label", "Filters");
    }

    void show(AuditQuery query) {
        removeAll();
        for (var field : Field.values()) {
            var value = query.fields().get(field);
            if (value != null) {
                add(chip(field, field.words(value)));
            }
        }
        setVisible(!query.fields().isEmpty());
        if (query.fields().size() > 1) {
            var all = new Button("Clear all", click -> change.accept(AuditQuery::everything));
            all.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
            add(all);
        }
    }

    private Button chip(Field field, String words) {
        var name = new Span(field.label() + ": ");
        name.addClassName("secondary");
        var chip = new Button(new Span(name, new Span(words)), click -> change.accept(query -> query.without(field)));
        var cross = VaadinIcon.CLOSE_SMALL.create();
        cross.getElement().setAttribute("aria-hidden", "true");
        chip.setSuffixComponent(cross);
        chip.addClassName("filter-chip");
        chip.setAriaLabel("Remove the filter " + field.label() + ": " + words);
        return chip;
    }
}
