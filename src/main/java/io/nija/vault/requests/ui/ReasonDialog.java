package io.nija.vault.requests.ui;

import java.util.function.Consumer;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import org.jspecify.annotations.Nullable;

/** Asks why before something is done to a request, and says what will come of it. */
class ReasonDialog extends Dialog {

    static final int LENGTH = 400;

    /**
     * @param text    what will come of it
     * @param missing what is said to those who give no reason; null where none is needed
     * @param grave   whether it cannot be taken back
     */
    record Wording(String title, String text, String button, @Nullable String missing, boolean grave) {

        static Wording of(String title, String text, String button) {
            return new Wording(title, text, button, "Say why, for those who wonder later.", false);
        }

        Wording withoutNeed() {
            return new Wording(title, text, button, null, grave);
        }

        Wording asGrave() {
            return new Wording(title, text, button, missing, true);
        }
    }

    /** @param action takes the reason, which may be empty where none is needed */
    ReasonDialog(Wording wording, Consumer<String> action) {
        setHeaderTitle(wording.title());
        setWidth("28rem");
        var reason = new RefusableText(wording.missing() == null ? "Reason (if you like)" : "Reason", LENGTH);
        reason.setRequiredIndicatorVisible(wording.missing() != null);
        reason.setHelperText("Everybody who can see the request can read it. No keys, please.");
        var confirm = new Button(wording.button(), click -> {
            if (reason.send(wording.missing(), action)) {
                close();
            }
        });
        confirm.addThemeVariants(ButtonVariant.PRIMARY);
        if (wording.grave()) {
            confirm.addThemeVariants(ButtonVariant.ERROR);
        }
        var form = new Div(new Paragraph(wording.text()), reason);
        form.addClassName("request-form");
        add(form);
        getFooter().add(new Button("Back", click -> close()), confirm);
        addOpenedChangeListener(change -> {
            if (change.isOpened()) {
                reason.focus();
            }
        });
    }
}
