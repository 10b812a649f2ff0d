package io.nija.vault.alerts.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import io.nija.vault.alerts.Alert;
import io.nija.vault.alerts.Alerts;
import io.nija.vault.base.ui.Attempt;
import io.nija.vault.base.ui.Notices;

/** Somebody takes an alert on. */
class AcknowledgeDialog extends Dialog {

    private final Spans until = new Spans("For how long");

    AcknowledgeDialog(Alerts alerts, Alert alert) {
        setHeaderTitle("Acknowledge");
        addClassName("alert-form");
        setWidth("26rem");
        var acknowledge = new Button("Acknowledge", click -> {
            if (Attempt.to(() -> alerts.acknowledge(alert.id(), until.end()))) {
                close();
                Notices.done("You have taken it on. Nobody is told of it again until then.");
            }
        });
        acknowledge.addThemeVariants(ButtonVariant.PRIMARY);
        add(new Paragraph(alert.text()), new Paragraph("Others see that you look after it. When the time is over and it is still wrong, it is told once more."), until);
        getFooter().add(new Button("Cancel", click -> close()), acknowledge);
    }
}
