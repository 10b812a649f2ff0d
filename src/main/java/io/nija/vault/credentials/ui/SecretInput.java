package io.nija.vault.credentials.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.Autocapitalize;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.textfield.TextFieldBase;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.nija.vault.base.SecretValue;
import io.nija.vault.credentials.BrokerField;

/**
 * The input for one value of a key. It warns of what looks wrong and blocks nothing but a missing value. Browsers are
 * kept from remembering, correcting or sending away what is typed, which is why it is no password field: those are
 * offered to the browser's password store.
 */
class SecretInput {

    private final BrokerField field;
    private final boolean required;
    private final HasValue<?, String> input;

    SecretInput(BrokerField field, boolean required) {
        this.field = field;
        this.required = required;
        if (!field.options().isEmpty()) {
            var select = new Select<String>();
            select.setLabel(field.label());
            select.setItems(field.options());
            select.setEmptySelectionAllowed(!required);
            if (required) {
                select.setValue(field.options().getFirst());
            }
            input = select;
        } else {
            input = text(field.multiline() ? new TextArea(field.label()) : new TextField(field.label()));
        }
        input.setRequiredIndicatorVisible(required);
    }

    private TextFieldBase<?, String> text(TextFieldBase<?, String> text) {
        text.setAutocomplete(Autocomplete.OFF);
        text.setAutocapitalize(Autocapitalize.NONE);
        text.setAutocorrect(false);
        text.getElement().setAttribute("spellcheck", "false");
        text.setValueChangeMode(ValueChangeMode.ON_BLUR);
        text.addClassName("secret-input");
        if (field.secret()) {
            text.addClassName("masked");
        }
        text.addValueChangeListener(change -> warn(text));
        return text;
    }

    private void warn(TextFieldBase<?, String> text) {
        var warning = field.warning(text.getValue());
        text.setHelperText(warning.map(w -> "Looks unusual: " + w + " You can go on all the same.").orElse(null));
        text.setClassName("has-warning", warning.isPresent());
        text.setInvalid(false);
    }

    BrokerField field() {
        return field;
    }

    boolean required() {
        return required;
    }

    Component component() {
        return (Component) input;
    }

    void onChange(Runnable listener) {
        input.addValueChangeListener(change -> listener.run());
    }

    void focus() {
        ((Focusable<?>) input).focus();
    }

    boolean isEmpty() {
        return input.getValue() == null || input.getValue().isBlank();
    }

    SecretValue value() {
        return SecretValue.of(input.getValue());
    }

    /** Shows the message at the field, and where to go on typing. */
    void refuse(String message) {
        var shown = (HasValidationProperties) input;
        shown.setErrorMessage(message);
        shown.setInvalid(true);
        focus();
    }

    /** Takes the value out of the page and out of the server's memory of the page. */
    void clear() {
        input.clear();
    }
}
