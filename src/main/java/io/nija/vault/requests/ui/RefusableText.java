package io.nija.vault.requests.ui;

import java.util.function.Consumer;

import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.nija.vault.base.ui.Attempt;
import io.nija.vault.requests.RefusedTextException;
import org.jspecify.annotations.Nullable;

/** A text that may be refused, as it looks like a credential. Then the reason stands at the field, and what was typed stays in it. */
class RefusableText extends TextArea {

    RefusableText(String label, int length) {
        super(label);
        setMaxLength(length);
        setWidthFull();
        setManualValidation(true);
        setValueChangeMode(ValueChangeMode.LAZY);
        addValueChangeListener(change -> setInvalid(false));
    }

    /** @param missing what is said when nothing is typed; null where that is all right. @return whether the action worked */
    boolean send(@Nullable String missing, Consumer<String> action) {
        setInvalid(false);
        if (missing != null && getValue().isBlank()) {
            refuse(missing);
            return false;
        }
        return Attempt.to(() -> {
            try {
                action.accept(getValue().strip());
            } catch (RefusedTextException e) {
                refuse(e.getMessage());
            }
        }) && !isInvalid();
    }

    void refuse(String why) {
        setErrorMessage(why);
        setInvalid(true);
        focus();
    }
}
