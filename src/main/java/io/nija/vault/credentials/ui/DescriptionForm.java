package io.nija.vault.credentials.ui;

import java.time.LocalDate;
import java.util.Optional;

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
        expires.setHelperText("The last day the exchange accepts the key. It is marked in the list two weeks before.");
        expires.setClearButtonVisible(true);
        expires.setLocale(Times.locale());
        expires.setInitialPosition(Times.today());
        expires.setMin(LocalDate.of(2000, 1, 1));
        expires.setMax(LocalDate.of(9999, 12, 31));
        expires.setI18n(new DatePicker.DatePickerI18n()
                .setBadInputErrorMessage("This is not a date. Choose one in the calendar, or leave it empty.")
                .setMinErrorMessage("That is long ago. Look at the year again.")
                .setMaxErrorMessage("The year has four digits at most. For a key without an end, leave it empty."));
        note.setMaxLength(KeyDescription.NOTE_LENGTH);
        note.setHelperText("Support staff can read label and note. Never put a key or secret here.");
        add(label, expires, note);
    }

    void write(KeyDescription description) {
        label.setValue(description.label() == null ? "" : description.label());
        expires.setValue(description.expiresOn());
        note.setValue(description.note() == null ? "" : description.note());
    }

    /** Empty when something is not acceptable; then its field says what. */
    Optional<KeyDescription> read() {
        // What was typed and is no date leaves the picker without a value, as if there were to be none.
        var date = expires.getDefaultValidator().apply(expires.getValue(), null);
        if (date.isError()) {
            expires.setErrorMessage(date.getErrorMessage());
            expires.setInvalid(true);
            expires.focus();
            return Optional.empty();
        }
        try {
            return Optional.of(new KeyDescription(label.getValue(), note.getValue(), expires.getValue()));
        } catch (InvalidCredentialException e) {
            refuse(e);
            return Optional.empty();
        }
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
