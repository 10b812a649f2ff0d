package io.nija.vault.alerts.ui;

import java.util.List;
import java.util.Optional;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.nija.vault.alerts.Alert;
import io.nija.vault.alerts.AlertEvent;
import io.nija.vault.alerts.RuleStatus;
import io.nija.vault.base.ui.Times;
import org.jspecify.annotations.Nullable;

/** One alert: what is wrong, what to do, where to look, and what happened when. */
class AlertDialog extends Dialog {

    AlertDialog(Alert alert, Optional<RuleStatus> rule, List<AlertEvent> events, Component... actions) {
        setHeaderTitle(rule.map(RuleStatus::title).orElse(alert.rule()));
        addClassName("alert-dialog");
        setWidth("40rem");
        var head = new Div(new SeverityBadge(alert.severity()), state(alert));
        head.addClassName("alert-dialog-head");
        var text = new Paragraph(alert.text());
        text.addClassName("alert-dialog-text");
        add(head, text);
        rule.ifPresent(known -> add(new H3("What to do"), new Paragraph(known.advice())));
        lookAt(alert.address()).ifPresent(this::add);
        add(facts(alert), new H3("What happened"), events(events));
        getFooter().add(actions);
        getFooter().add(new Button("Close", click -> close()));
    }

    private static Span state(Alert alert) {
        var acknowledged = alert.acknowledged();
        return new Span(alert.resolvedAt() != null ? "Resolved" : acknowledged != null
                ? "Acknowledged by " + acknowledged.by() + " until " + Times.dateTime(acknowledged.until()) : "Open");
    }

    private Optional<Component> lookAt(@Nullable String address) {
        if (address == null) {
            return Optional.empty();
        }
        var link = new Anchor(address, "Look at it");
        link.addClassName("text-link");
        return Optional.of(link);
    }

    private static DescriptionList facts(Alert alert) {
        var facts = new DescriptionList();
        facts.addClassName("facts");
        fact(facts, "About", alert.subject());
        fact(facts, "Wrong since", Times.dateTime(alert.since()));
        if (alert.openedAt() != null) {
            fact(facts, "Alert since", Times.dateTime(alert.openedAt()));
        }
        fact(facts, "Last seen", Times.dateTime(alert.seenAt()));
        if (alert.resolvedAt() != null) {
            fact(facts, "Resolved", Times.dateTime(alert.resolvedAt()));
        }
        return facts;
    }

    private static void fact(DescriptionList facts, String name, String value) {
        facts.add(new DescriptionList.Term(name), new DescriptionList.Description(value));
    }

    private static Component events(List<AlertEvent> events) {
        if (events.isEmpty()) {
            return new Paragraph("Nothing is written down of it yet.");
        }
        var list = new OrderedList();
        list.addClassName("alert-events");
        for (var event : events) {
            var time = new Span(Times.dateTime(event.at()));
            time.addClassName("secondary");
            var what = new Span(event.what().label() + (event.person() == null ? "" : " by " + event.person()));
            what.addClassName("alert-event-what");
            var item = new ListItem(time, what);
            if (event.detail() != null) {
                item.add(new Span(event.detail()));
            }
            list.add(item);
        }
        return list;
    }
}
