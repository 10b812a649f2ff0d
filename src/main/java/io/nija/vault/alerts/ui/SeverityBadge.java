package io.nija.vault.alerts.ui;

import java.util.Locale;

import com.vaadin.flow.component.html.Span;
import io.nija.vault.alerts.Severity;

/** How bad it is, in a word and a colour. */
class SeverityBadge extends Span {

    SeverityBadge(Severity severity) {
        super(severity.label());
        addClassNames("severity", "severity-" + severity.name().toLowerCase(Locale.ROOT));
    }
}
