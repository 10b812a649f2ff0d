package io.nija.vault.policies.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.nija.vault.base.ui.Times;
import io.nija.vault.policies.ZeroKnowledgeResult;
import io.nija.vault.policies.ZeroKnowledgeResult.Outcome;

/** The outcome of the last check in one look: kept, broken or not known, and since when. */
class VerdictPanel extends Section {

    private final H2 title = new H2();
    private final Paragraph text = new Paragraph();
    private final Paragraph users = new Paragraph();
    private final Div picture = new Div();

    VerdictPanel() {
        addClassNames("panel", "verdict");
        getElement().setAttribute("role", "status");
        users.addClassName("secondary");
        var texts = new Div(title, text, users);
        add(picture, texts);
    }

    void show(ZeroKnowledgeResult result) {
        var outcome = result.now();
        setClassName("verdict-kept", outcome == Outcome.KEPT);
        setClassName("verdict-broken", outcome == Outcome.BROKEN);
        setClassName("verdict-unknown", outcome == Outcome.UNKNOWN);
        picture.removeAll();
        picture.add(icon(outcome));
        title.setText(switch (outcome) {
            case KEPT -> "The promise is kept";
            case BROKEN -> "The promise is broken";
            case UNKNOWN -> "Whether the promise is kept is not known";
        });
        text.removeAll();
        text.add(new Span(detail(result) + " Checked "), Times.agoText(result.at()), new Span(" (" + result.occasion() + ")."));
        users.setText("End users are told: “" + result.sentence() + "”");
    }

    private static String detail(ZeroKnowledgeResult result) {
        if (result.problem() != null) {
            return result.problem();
        }
        if (result.isOld()) {
            return "The last check is older than 15 minutes, so it says nothing of now.";
        }
        return switch (result.outcome()) {
            case KEPT -> result.holders().size() + " holders of policies were looked at, and every way is closed but those that are open by purpose.";
            case BROKEN -> result.open().getFirst().text();
            case UNKNOWN -> "Not all that matters could be read.";
        };
    }

    private static Icon icon(Outcome outcome) {
        var icon = switch (outcome) {
            case KEPT -> VaadinIcon.CHECK_CIRCLE.create();
            case BROKEN -> VaadinIcon.CLOSE_CIRCLE.create();
            case UNKNOWN -> VaadinIcon.QUESTION_CIRCLE.create();
        };
        icon.getElement().setAttribute("aria-hidden", "true");
        return icon;
    }
}
