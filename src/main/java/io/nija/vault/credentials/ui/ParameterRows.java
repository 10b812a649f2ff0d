package io.nija.vault.credentials.ui;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import io.nija.vault.base.SecretValue;
import io.nija.vault.credentials.BrokerField;

/** Further parameters of a person's own, by name and value. */
class ParameterRows extends Div {

    private record Row(Div line, TextField name, SecretInput value) {
    }

    private final List<Row> rows = new ArrayList<>();
    private final Div lines = new Div();

    ParameterRows() {
        addClassName("parameter-rows");
        lines.addClassName("parameter-lines");
        var more = new Button("Add a parameter", VaadinIcon.PLUS.create(), click -> addRow());
        more.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        add(lines, more);
    }

    private void addRow() {
        var name = new TextField("Name");
        name.setPlaceholder("for example account_id");
        name.setMaxLength(64);
        var value = new SecretInput(new BrokerField("value", "Value", true, false, false, List.of(), null, null), false);
        var line = new Div(name, value.component());
        line.addClassName("parameter-line");
        var row = new Row(line, name, value);
        var remove = new Button(VaadinIcon.CLOSE_SMALL.create(), click -> remove(row));
        remove.addThemeVariants(ButtonVariant.TERTIARY);
        remove.setAriaLabel("Remove this parameter");
        line.add(remove);
        rows.add(row);
        lines.add(line);
        name.focus();
    }

    private void remove(Row row) {
        rows.remove(row);
        lines.remove(row.line());
    }

    /** What was entered; rows that are empty altogether do not count. */
    Map<String, SecretValue> values() {
        var values = new LinkedHashMap<String, SecretValue>();
        rows.stream().filter(row -> !row.name().isEmpty() || !row.value().isEmpty())
                .forEach(row -> values.put(row.name().getValue().strip(), row.value().value()));
        return values;
    }

    void clear() {
        rows.forEach(row -> row.value().clear());
        rows.clear();
        lines.removeAll();
    }

    /** Shows what is wrong at the last row, where a person is most likely to look. */
    void refuse(String message) {
        rows.stream().reduce((first, last) -> last).ifPresent(row -> {
            row.name().setErrorMessage(message);
            row.name().setInvalid(true);
            row.name().focus();
        });
    }
}
