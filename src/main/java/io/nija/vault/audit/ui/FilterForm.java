package io.nija.vault.audit.ui;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import com.vaadin.flow.component.AbstractField;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import com.vaadin.flow.component.textfield.TextField;
import io.nija.vault.audit.AuditSummary;
import io.nija.vault.audit.AuditSummary.Count;

/** All that can be filtered by, in one place; fields of few values offer those that there are. */
class FilterForm extends Popover {

    private final transient Consumer<UnaryOperator<AuditQuery>> change;
    private final Map<Field, AbstractField<?, String>> inputs = new EnumMap<>(Field.class);

    FilterForm(Component target, Consumer<UnaryOperator<AuditQuery>> change) {
        this.change = change;
        setTarget(target);
        setPosition(PopoverPosition.BOTTOM_START);
        setModal(true);
        setAriaLabel("Filters");
        var form = new Div();
        form.addClassName("filter-form");
        for (var field : Field.values()) {
            var input = field.facet() == null ? new TextField(field.label()) : choice(field);
            inputs.put(field, input);
            form.add(input);
        }
        var apply = new Button("Apply", click -> apply());
        apply.addThemeVariants(ButtonVariant.PRIMARY);
        apply.addClickShortcut(Key.ENTER).listenOn(form);
        var buttons = new Div(apply);
        buttons.addClassName("form-buttons");
        add(form, buttons);
    }

    private static ComboBox<String> choice(Field field) {
        var choice = new ComboBox<String>(field.label());
        // Those that there are come with the figures; until then it takes the value of the address.
        choice.setItems(List.of());
        choice.setItemLabelGenerator(field::words);
        choice.setClearButtonVisible(true);
        return choice;
    }

    void show(AuditQuery query) {
        inputs.forEach((field, input) -> input.setValue(query.fields().getOrDefault(field, input.getEmptyValue())));
    }

    @SuppressWarnings("unchecked")
    void offer(AuditQuery query, AuditSummary summary) {
        inputs.forEach((field, input) -> {
            if (field.facet() != null) {
                ((ComboBox<String>) input).setItems(summary.facets().getOrDefault(field.facet(), List.of()).stream().map(Count::value).toList());
                input.setValue(query.fields().getOrDefault(field, input.getEmptyValue()));
            }
        });
    }

    private void apply() {
        close();
        change.accept(query -> {
            var wanted = query.everything();
            for (var input : inputs.entrySet()) {
                var value = input.getValue().getValue();
                wanted = value == null ? wanted : wanted.with(input.getKey(), value);
            }
            return wanted;
        });
    }
}
