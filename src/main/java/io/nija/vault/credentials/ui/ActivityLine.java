package io.nija.vault.credentials.ui;

import java.util.stream.Stream;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.badge.Badge;
import com.vaadin.flow.component.badge.BadgeVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.shared.Tooltip;
import io.nija.vault.audit.KeyEvent;
import io.nija.vault.audit.KeyEvent.Mark;
import io.nija.vault.audit.OperationOutcome;
import io.nija.vault.base.ui.Times;

/** One event of a key: what happened, when, how often, from where, and what is unusual about it. */
class ActivityLine extends Div {

    /** @param about put between what happened and when, such as which key it was */
    ActivityLine(KeyEvent event, Component... about) {
        addClassName("activity-line");
        if (event.outcome() == OperationOutcome.DENIED) {
            addClassName("refused");
        }
        var icon = icon(event).create();
        icon.getElement().setAttribute("aria-hidden", "true");
        var what = new Span(ActivityWords.sentence(event));
        what.addClassName("activity-what");
        var top = new Div(what);
        top.addClassName("activity-top");
        Stream.of(Mark.values()).filter(event.marks()::contains).forEach(mark -> top.add(badge(mark)));
        var when = new Span(when(event));
        when.getElement().setAttribute("title", Times.ago(event.last()));
        var facts = new Div(about);
        facts.add(when);
        facts.addClassNames("activity-facts", "secondary");
        var texts = new Div(top, facts);
        texts.addClassName("activity-texts");
        add(icon, texts);
    }

    private static String when(KeyEvent event) {
        var text = new StringBuilder(Times.dateTime(event.last()));
        if (event.times() > 1) {
            text.append(" · ").append(event.times()).append(" times within the hour");
        }
        if (event.address() != null) {
            text.append(" · from ").append(event.address());
        }
        return text.toString();
    }

    private static Badge badge(Mark mark) {
        var badge = new Badge(ActivityWords.label(mark));
        badge.addThemeVariants(BadgeVariant.WARNING);
        // So that its explanation can be had without a pointer.
        badge.getElement().setAttribute("tabindex", "0");
        Tooltip.forComponent(badge).setText(ActivityWords.explanation(mark));
        return badge;
    }

    private static VaadinIcon icon(KeyEvent event) {
        if (event.outcome() == OperationOutcome.DENIED) {
            return VaadinIcon.WARNING;
        }
        return switch (event.deed()) {
            case LOOKED_AT_VALUES -> VaadinIcon.EYE;
            case READ, READ_FROM_CACHE -> VaadinIcon.ARROW_CIRCLE_DOWN_O;
            case LOOKED_AT_METADATA -> VaadinIcon.SEARCH;
            case ADDED -> VaadinIcon.PLUS;
            case ROTATED, ROLLED_BACK, STORED -> VaadinIcon.REFRESH;
            case DESCRIBED -> VaadinIcon.EDIT;
            case REVOKED -> VaadinIcon.BAN;
            case RESTORED -> VaadinIcon.ROTATE_LEFT;
            case DESTROYED -> VaadinIcon.TRASH;
            case OTHER -> VaadinIcon.ELLIPSIS_DOTS_H;
        };
    }
}
