package io.nija.vault.requests.ui;

import java.util.Arrays;
import java.util.List;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import io.nija.vault.base.CredentialId;
import io.nija.vault.base.ui.Notices;
import io.nija.vault.requests.NewRequest;
import io.nija.vault.requests.RefusedTextException;
import io.nija.vault.requests.RequestKind;
import io.nija.vault.requests.Requests;
import io.nija.vault.requests.Urgency;

/** Begins a request for one key: by its owner, or by the staff for them. */
class AskDialog extends Dialog {

    private static final int REASON = 200;
    private static final int MESSAGE = 4000;

    private final transient Requests requests;
    private final transient CredentialId key;
    private final boolean own;
    private final RadioButtonGroup<RequestKind> kind = new RadioButtonGroup<>("What is needed");
    private final Select<Urgency> urgency = new Select<>();
    private final RefusableText reason = new RefusableText("Why", REASON);
    private final RefusableText message = new RefusableText("Message (if you like)", MESSAGE);
    private final Paragraph consequence = new Paragraph();

    /**
     * @param name of the key, for people
     * @param own  whether its owner asks
     */
    AskDialog(Requests requests, CredentialId key, String name, boolean own) {
        this.requests = requests;
        this.key = key;
        this.own = own;
        setHeaderTitle(own ? "Ask for help with " + name : "Ask " + key.owner() + " for a rotation of " + name);
        setWidth("32rem");
        kind.setItems(kinds());
        kind.setItemLabelGenerator(own ? AskDialog::forOwners : RequestKind::label);
        kind.addClassName("request-kinds");
        kind.addValueChangeListener(change -> consequence.setText(consequence(change.getValue())));
        kind.setValue(RequestKind.ROTATION);
        urgency.setLabel("Urgency");
        urgency.setItems(Urgency.values());
        urgency.setItemLabelGenerator(Urgency::label);
        urgency.setValue(Urgency.NORMAL);
        reason.setRequiredIndicatorVisible(true);
        reason.setHelperText("In a line.");
        reason.setMinRows(1);
        message.setHelperText("Never put a key or a secret here: nobody needs it, and it would be refused.");
        consequence.addClassName("secondary");
        consequence.getElement().setAttribute("aria-live", "polite");
        var ask = new Button(own ? "Ask support" : "Ask the owner", click -> ask());
        ask.addThemeVariants(ButtonVariant.PRIMARY);
        var form = new Div(kind, consequence, urgency, reason, message);
        form.addClassName("request-form");
        add(form);
        getFooter().add(new Button("Back", click -> close()), ask);
    }

    private static List<RequestKind> kinds() {
        return Arrays.stream(RequestKind.values()).filter(kind -> kind != RequestKind.BULK_ROTATION).toList();
    }

    private static String forOwners(RequestKind kind) {
        return switch (kind) {
            case ROTATION -> "Help with a rotation";
            case ROTATION_AFTER_CHECK -> "A rotation although I cannot prove who I am as usual";
            case EARLY_REVOCATION -> "The key revoked before its time";
            case DESTRUCTION -> "The key destroyed for good";
            case BULK_ROTATION -> kind.label();
        };
    }

    private String consequence(RequestKind kind) {
        if (kind.sensitive()) {
            return "Two people of the staff have to agree to this. " + (own ? "You" : "The owner") + " then " + (own ? "do" : "does") + " it; nobody else ever sees a value.";
        }
        return own ? "Support answers, and you rotate the key yourself when it is ready. Nobody else ever sees a value."
                : "The owner is told at once and can rotate the key right away.";
    }

    private void ask() {
        if (reason.getValue().isBlank()) {
            reason.refuse("Say why, in a few words.");
            return;
        }
        reason.setInvalid(false);
        var number = new long[1];
        // Each of the two texts may be refused, and its field says so.
        boolean asked = message.send(null, text -> {
            try {
                number[0] = requests.ask(new NewRequest(key, kind.getValue(), urgency.getValue(), reason.getValue().strip(), text.isEmpty() ? null : text));
            } catch (RefusedTextException e) {
                if (e.what().filter("message"::equals).isPresent()) {
                    throw e;
                }
                reason.refuse(e.getMessage());
            }
        });
        if (asked && !reason.isInvalid()) {
            close();
            Notices.done(own ? "Support has your request." : "The owner has been asked.");
            RequestsNavigation.toRequest(number[0]);
        }
    }
}
