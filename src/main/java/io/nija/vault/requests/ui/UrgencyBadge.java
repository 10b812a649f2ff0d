package io.nija.vault.requests.ui;

import java.util.Locale;

import com.vaadin.flow.component.html.Span;
import io.nija.vault.requests.Urgency;

/** How soon it matters, in a word and a colour. */
class UrgencyBadge extends Span {

    UrgencyBadge(Urgency urgency) {
        super(urgency.label());
        addClassNames("urgency", "urgency-" + urgency.name().toLowerCase(Locale.ROOT));
    }
}
