package io.nija.vault.alerts.ui;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.vaadin.flow.component.select.Select;

/** A choice of how long something is to hold. */
class Spans extends Select<Spans.Choice> {

    record Choice(String label, Duration length) {
    }

    private static final List<Choice> CHOICES = List.of(new Choice("1 hour", Duration.ofHours(1)), new Choice("4 hours", Duration.ofHours(4)),
            new Choice("1 day", Duration.ofDays(1)), new Choice("1 week", Duration.ofDays(7)), new Choice("30 days", Duration.ofDays(30)));

    Spans(String label) {
        setLabel(label);
        setItems(CHOICES);
        setItemLabelGenerator(Choice::label);
        setValue(CHOICES.getFirst());
    }

    Instant end() {
        return Instant.now().plus(getValue().length());
    }
}
