package io.nija.vault.credentials.ui;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

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
    private final ParameterRows parameters;

    private KeyMaterialForm(Broker broker, Predicate<BrokerField> required, String addLabel) {
        addClassName("key-form");
        inputs = broker.fields().stream()
                .map(field -> new SecretInput(field, required.test(field)))
                .toList();
        inputs.forEach(input -> add(input.component()));
        var show = new Checkbox("Show what I type");
        show.addValueChangeListener(change -> setClassName("unmasked", change.getValue()));
        parameters = new ParameterRows(broker, addLabel);
        add(show, parameters);
    }

    /** For a new key: what the broker needs, and room for more. */
    static KeyMaterialForm forNewKey(Broker broker) {
        return new KeyMaterialForm(broker, BrokerField::required, "Add a parameter");
    }

    /** For a rotation: the key and its secret anew; other fields only where they change too. */
    static KeyMaterialForm forRotation(Broker broker) {
        return new KeyMaterialForm(broker, field -> !field.additional(), "Add or change a parameter");
    }

    /** The names of what has been filled in beside key and secret. */
    List<String> parameters() {
        return Stream.concat(additional().map(input -> input.field().key()), parameters.names().stream()).distinct().toList();
    }

    private Stream<SecretInput> additional() {
        return inputs.stream().filter(input -> input.field().additional() && !input.isEmpty());
    }

    void addChangeListener(Runnable listener) {
        inputs.forEach(input -> input.onChange(listener));
        parameters.addChangeListener(listener);
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
        return parameters.read().flatMap(this::material);
    }

    private Optional<KeyMaterial> material(Map<String, SecretValue> ownParameters) {
        var params = new LinkedHashMap<String, SecretValue>();
        additional().forEach(input -> params.put(input.field().key(), input.value()));
        params.putAll(ownParameters);
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
