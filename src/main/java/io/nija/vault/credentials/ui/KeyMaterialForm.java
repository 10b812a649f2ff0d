package io.nija.vault.credentials.ui;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import io.nija.vault.base.SecretValue;
import io.nija.vault.credentials.Broker;
import io.nija.vault.credentials.BrokerField;
import io.nija.vault.credentials.InvalidCredentialException;
import io.nija.vault.credentials.KeyMaterial;

/** The values of a key under the names that its broker gives them. */
class KeyMaterialForm extends Div {

    private final List<SecretInput> inputs;
    private final ParameterRows parameters = new ParameterRows();

    private KeyMaterialForm(Broker broker, Predicate<BrokerField> required) {
        addClassName("key-form");
        inputs = broker.fields().stream()
                .map(field -> new SecretInput(field, required.test(field)))
                .toList();
        inputs.forEach(input -> add(input.component()));
        var show = new Checkbox("Show what I type");
        show.addValueChangeListener(change -> setClassName("unmasked", change.getValue()));
        add(show);
    }

    /** For a new key: what the broker needs, and room for more. */
    static KeyMaterialForm forNewKey(Broker broker) {
        var form = new KeyMaterialForm(broker, BrokerField::required);
        form.add(form.parameters);
        return form;
    }

    /** For a rotation: the key and its secret anew; other fields only where they change too. */
    static KeyMaterialForm forRotation(Broker broker) {
        return new KeyMaterialForm(broker, field -> !field.additional());
    }

    /** The fields beside key and secret that have been filled in. */
    List<BrokerField> changedParameters() {
        return inputs.stream().filter(input -> input.field().additional() && !input.isEmpty()).map(SecretInput::field).toList();
    }

    void addChangeListener(Runnable listener) {
        inputs.forEach(input -> input.onChange(listener));
    }

    void focus() {
        inputs.getFirst().focus();
    }

    /** Empty when something is missing or not acceptable; then the field says what. */
    Optional<KeyMaterial> read() {
        var missing = inputs.stream().filter(input -> input.required() && input.isEmpty()).findFirst();
        if (missing.isPresent()) {
            missing.get().refuse("Enter the " + missing.get().field().label() + ".");
            return Optional.empty();
        }
        var params = new LinkedHashMap<String, SecretValue>();
        inputs.stream().filter(input -> input.field().additional() && !input.isEmpty())
                .forEach(input -> params.put(input.field().key(), input.value()));
        params.putAll(parameters.values());
        try {
            return Optional.of(new KeyMaterial(value(BrokerField.API_KEY), value(BrokerField.API_SECRET), params));
        } catch (InvalidCredentialException e) {
            refuse(e);
            return Optional.empty();
        }
    }

    /** Shows the message where it belongs. */
    void refuse(InvalidCredentialException problem) {
        inputs.stream().filter(input -> input.field().key().equals(problem.field())).findFirst()
                .ifPresentOrElse(input -> input.refuse(problem.getMessage()), () -> parameters.refuse(problem.getMessage()));
    }

    private SecretValue value(String key) {
        return inputs.stream().filter(input -> input.field().key().equals(key)).findFirst().orElseThrow().value();
    }

    /** To be called once the values are stored, or the person gave up. */
    void clear() {
        inputs.forEach(SecretInput::clear);
        parameters.clear();
    }
}
