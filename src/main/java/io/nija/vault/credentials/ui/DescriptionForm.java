package io.nija.vault.credentials.ui;

import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import io.nija.vault.base.ui.Times;
import io.nija.vault.credentials.InvalidCredentialException;
import io.nija.vault.credentials.KeyDescription;

/** Label, expiry and note of a key. */
class DescriptionForm extends Div {

    private final TextField label = new TextField("Label");
    private final DatePicker expires = new DatePicker("Expires on");
    private final TextArea note = new TextArea("Note");

    DescriptionForm() {
        addClassName("key-form");
        label.setMaxLength(KeyDescription.LABEL_LENGTH);
        label.setPlaceholder("for example Main account");
        expires.setHelperText("The last day the exchange accepts the key. You are reminded two weeks before.");
        expires.setClearButtonVisible(true);
        expires.setInitialPosition(Times.today());
        note.setMaxLength(KeyDescription.NOTE_LENGTH);
        note.setHelperText("Support staff can read label and note. Never put a key or secret here.");
        add(label, expires, note);
    }

    void write(KeyDescription description) {
        label.setValue(description.label() == null ? "" : description.label());
        expires.setValue(description.expiresOn());
        note.setValue(description.note() == null ? "" : description.note());
    }

    /** @throws InvalidCredentialException when a text is too long */
    KeyDescription read() {
        return new KeyDescription(label.getValue(), note.getValue(), expires.getValue());
    }

    /** Shows the message at its field. @return whether it belongs to one of these */
    boolean refuse(InvalidCredentialException problem) {
        label.setInvalid(false);
        note.setInvalid(false);
        switch (problem.field()) {
            case "label" -> {
                label.setErrorMessage(problem.getMessage());
                label.setInvalid(true);
            }
            case "note" -> {
                note.setErrorMessage(problem.getMessage());
                note.setInvalid(true);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    void focus() {
        label.focus();
    }
}
