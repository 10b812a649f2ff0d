package io.nija.vault.alerts.ui;

import java.util.List;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextField;
import io.nija.vault.alerts.Alerts;
import io.nija.vault.base.ui.Attempt;
import io.nija.vault.base.ui.Notices;
import org.jspecify.annotations.Nullable;

/** Keeps alerts of a rule from mail and webhook for a while. */
class SilenceDialog extends Dialog {

    private static final String ALL = "All of this rule";

    private final RadioButtonGroup<String> which = new RadioButtonGroup<>("Which alerts");
    private final TextField reason = new TextField("Reason");
    private final Spans until = new Spans("For how long");

    /** @param subject may be chosen in place of all; null where there is none */
    SilenceDialog(Alerts alerts, String rule, String title, @Nullable String subject) {
        setHeaderTitle("Silence: " + title);
        addClassName("alert-form");
        setWidth("28rem");
        which.setItems(subject == null ? List.of(ALL) : List.of(subject, ALL));
        which.setValue(subject == null ? ALL : subject);
        which.setItemLabelGenerator(choice -> choice.equals(ALL) ? ALL : "Only " + choice);
        reason.setRequiredIndicatorVisible(true);
        reason.setMaxLength(400);
        reason.setWidthFull();
        var silence = new Button("Silence", click -> {
            if (reason.getValue().isBlank()) {
                reason.setErrorMessage("Say why, for those who wonder later.");
                reason.setInvalid(true);
                reason.focus();
            } else if (Attempt.to(() -> alerts.silence(rule, which.getValue().equals(ALL) ? null : subject, reason.getValue(), until.end()))) {
                close();
                Notices.done("Silenced. The alerts are still shown here.");
            }
        });
        silence.addThemeVariants(ButtonVariant.PRIMARY);
        add(new Paragraph("Mail and webhook are not told until then. The alerts are still shown here."), which, reason, until);
        getFooter().add(new Button("Cancel", click -> close()), silence);
    }
}
