package io.nija.vault.alerts.ui;

import java.util.function.Consumer;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import io.nija.vault.alerts.Alert;
import io.nija.vault.base.ui.Times;

/** One open alert in the list. It changes in place, so that whoever has a button of it in hand keeps it. */
class AlertRow extends ListItem {

    /** What can be done about an alert. */
    record Actions(Consumer<Alert> look, Consumer<Alert> acknowledge, Consumer<Alert> release) {
    }

    private final Span text = new Span();
    private final Span since = new Span();
    private final Button take;
    private transient Alert alert;

    AlertRow(Alert first, Actions actions) {
        alert = first;
        addClassName("alert-row");
        text.addClassName("alert-text");
        since.addClassName("secondary");
        take = new Button("Acknowledge", click -> (alert.acknowledged() == null ? actions.acknowledge() : actions.release()).accept(alert));
        var details = new Button("Details", click -> actions.look().accept(alert));
        take.addThemeVariants(ButtonVariant.SMALL);
        details.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.TERTIARY);
        details.setAriaLabel("Details: " + first.subject());
        var texts = new Div(text, since);
        texts.addClassName("alert-texts");
        var buttons = new Div(take, details);
        buttons.addClassName("alert-buttons");
        add(texts, buttons);
        show(first);
    }

    void show(Alert now) {
        alert = now;
        var acknowledged = now.acknowledged();
        text.setText(now.text());
        since.setText("For " + Times.span(now.since()) + (acknowledged == null ? ""
                : " · acknowledged by " + acknowledged.by() + " until " + Times.dateTime(acknowledged.until())));
        since.getElement().setAttribute("title", Times.dateTime(now.since()));
        setClassName("alert-taken", acknowledged != null);
        take.setText(acknowledged == null ? "Acknowledge" : "Give back");
        take.setAriaLabel((acknowledged == null ? "Acknowledge: " : "Give back: ") + now.subject());
        // What could not be written down yet can be looked at only.
        take.setEnabled(now.id() > 0);
    }
}
