package io.nija.vault.policies.ui;

import java.util.List;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.nija.vault.base.ui.Times;
import io.nija.vault.policies.PolicyChange;

/** The changes of a policy, newest first, each with who made it and the text as it was then. */
class ChangeList extends Div {

    ChangeList(List<PolicyChange> changes) {
        addClassName("changes");
        if (changes.isEmpty()) {
            add(new Paragraph("The console has not looked yet."));
        }
        changes.forEach(change -> add(row(change)));
    }

    private static Div row(PolicyChange change) {
        var what = new Span(capital(change.what()));
        what.addClassName("change-what");
        var row = new Div(what, Times.agoText(change.at()));
        row.addClassName("change");
        if (!change.firstLook()) {
            var who = new Span(change.changedAt() == null ? change.who() : "by " + change.who());
            who.addClassName("secondary");
            row.add(who);
        }
        if (change.operation() != null) {
            row.add(PoliciesNavigation.audit("Audit record", change.operation()));
        }
        var show = new Button(change.firstLook() ? "Text" : "What changed", click -> dialog(change).open());
        show.addThemeVariants(ButtonVariant.TERTIARY);
        show.setAriaLabel(show.getText() + ", " + Times.dateTime(change.at()));
        row.add(show);
        return row;
    }

    private static Dialog dialog(PolicyChange change) {
        var dialog = new Dialog(change.policy() + ", " + change.what() + " " + Times.dateTime(change.at()));
        dialog.setWidth("56rem");
        dialog.setMaxWidth("100%");
        var before = change.before() == null ? "" : change.before();
        var after = change.body() == null ? "" : change.body();
        if (!change.firstLook()) {
            dialog.add(new TextDifference(before, after));
        }
        var text = new PolicyCode();
        text.show(change.body() == null ? before : after, List.of());
        dialog.add(new Paragraph(change.body() == null ? "The text before it was removed:" : "The text from then on:"), text);
        dialog.getFooter().add(new Button("Close", click -> dialog.close()));
        return dialog;
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
