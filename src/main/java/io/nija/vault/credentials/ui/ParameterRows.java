package io.nija.vault.credentials.ui;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import io.nija.vault.base.SecretValue;
import io.nija.vault.credentials.Broker;
import io.nija.vault.credentials.BrokerField;
import io.nija.vault.credentials.InvalidCredentialException;
import io.nija.vault.credentials.KeyMaterial;

/** Further parameters of a person's own, by name and value. */
class ParameterRows extends Div {

    private record Row(Div line, TextField name, SecretInput value) {

        /** Rows that are empty altogether do not count. */
        boolean used() {
            return !name.isEmpty() || !value.isEmpty();
        }

        String parameter() {
            return name.getValue().strip();
        }

        void refuse(String message) {
            name.setErrorMessage(message);
            name.setInvalid(true);
            name.focus();
        }
    }

    private final transient Broker broker;
    private final List<Row> rows = new ArrayList<>();
    private final List<Runnable> listeners = new ArrayList<>();
    private final Div lines = new Div();

    /** @param addLabel what the button says that opens another row */
    ParameterRows(Broker broker, String addLabel) {
        this.broker = broker;
        addClassName("parameter-rows");
        lines.addClassName("parameter-lines");
        var more = new Button(addLabel, VaadinIcon.PLUS.create(), click -> addRow());
        more.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        add(lines, more);
    }

    private void addRow() {
        var name = new TextField("Parameter name");
        name.setPlaceholder("for example account_id");
        name.setMaxLength(64);
        name.addValueChangeListener(change -> changed());
        var value = new SecretInput(
                new BrokerField("value", "Parameter value", true, false, false, List.of(), null, null), false);
        value.onChange(this::changed);
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
        changed();
    }

    void addChangeListener(Runnable listener) {
        listeners.add(listener);
    }

    private void changed() {
        listeners.forEach(Runnable::run);
    }

    /** The names that have been filled in, acceptable or not. */
    List<String> names() {
        return rows.stream().filter(Row::used).map(Row::parameter).filter(name -> !name.isEmpty()).distinct().toList();
    }

    /** Empty when one of them is not acceptable; then its row says why. */
    Optional<Map<String, SecretValue>> read() {
        rows.forEach(row -> row.name().setInvalid(false));
        var values = new LinkedHashMap<String, SecretValue>();
        for (var row : rows.stream().filter(Row::used).toList()) {
            if (!acceptable(row)) {
                return Optional.empty();
            }
            if (values.put(row.parameter(), row.value().value()) != null) {
                row.refuse("There is a parameter of this name above.");
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }

    private boolean acceptable(Row row) {
        var field = broker.fields().stream().filter(f -> f.additional() && f.key().equals(row.parameter())).findFirst();
        if (field.isPresent()) {
            row.refuse(field.get().label() + " has a field of its own above.");
            return false;
        }
        try {
            KeyMaterial.checkParameter(row.parameter(), row.value().value());
            return true;
        } catch (InvalidCredentialException e) {
            if (e.field().equals(KeyMaterial.ADDITIONAL_PARAMS)) {
                row.refuse(e.getMessage());
            } else {
                row.value().refuse(e.getMessage());
            }
            return false;
        }
    }

    void clear() {
        rows.forEach(row -> row.value().clear());
        rows.clear();
        lines.removeAll();
    }

    /** Says that there are too many, at the one that is too much. */
    void refuse(String message) {
        rows.getLast().refuse(message);
    }
}
