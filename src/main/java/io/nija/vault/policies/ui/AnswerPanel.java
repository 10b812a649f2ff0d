package io.nija.vault.policies.ui;

import java.util.List;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.nija.vault.base.ui.Banner;
import io.nija.vault.policies.access.Decision.Outranked;
import io.nija.vault.policies.access.EffectiveAccess.Answer;
import io.nija.vault.policies.access.NamedRule;
import io.nija.vault.policies.language.PathRule;
import io.nija.vault.policies.language.PolicyText;

/** What Vault answers for somebody and a path, and which rule makes it so. */
class AnswerPanel extends Section {

    AnswerPanel(Answer answer) {
        addClassName("panel");
        var path = new Span(answer.path());
        path.addClassName("mono");
        var allowed = new Div(new CapabilityList(answer.capabilities()), new Span("at"), path);
        allowed.addClassName("answer");
        allowed.getElement().setAttribute("role", "status");
        add(new H2("Vault's answer"), allowed);
        if (!answer.agrees()) {
            var differs = new Banner();
            differs.show("Vault answers otherwise than the explanation below. Vault's answer counts. "
                    + (answer.unreadable() == null ? "A policy may have changed in this moment: ask again." : answer.unreadable()));
            add(differs);
        }
        var policies = new Paragraph("Policies that count: " + (answer.policies().isEmpty() ? "none" : String.join(", ", answer.policies())));
        policies.addClassName("secondary");
        add(policies, new H3("Why"), new Paragraph(answer.decision().reason()));
        answer.decision().deciding().forEach(rule -> add(rule(rule)));
        if (answer.decision().deciding().size() > 1) {
            add(new Paragraph("Rules of the same path are taken together" + (answer.decision().deciding().stream().anyMatch(rule -> rule.rule().isDeny())
                    ? ", and deny among them wins." : ".")));
        }
        if (!answer.decision().others().isEmpty()) {
            var others = new UnorderedList();
            others.addClassName("outranked");
            answer.decision().others().forEach(other -> others.add(outranked(other)));
            add(new H3("About this path too, and does not count"), others);
        }
    }

    private static Div rule(NamedRule rule) {
        var code = new PolicyCode();
        code.showPart(text(rule.rule()));
        var place = new Div(PoliciesNavigation.rule(rule.place(), rule.policy(), rule.rule().line()));
        if (!rule.path().equals(rule.rule().path())) {
            var filled = new Span("filled in: " + rule.path());
            filled.addClassName("secondary");
            place.add(filled);
        }
        place.addClassName("rule-place");
        var block = new Div(place, code);
        block.addClassName("rule");
        return block;
    }

    private static String text(PathRule rule) {
        return new PolicyText(List.of(rule)).formatted();
    }

    private static ListItem outranked(Outranked other) {
        var path = new Span(other.rule().rule().path());
        path.addClassName("mono");
        return new ListItem(path, new Span(" ("), PoliciesNavigation.rule(other.rule().place(), other.rule().policy(), other.rule().rule().line()),
                new Span(") " + other.why()));
    }
}
