package io.nija.vault.requests.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.nija.vault.base.ui.Times;
import io.nija.vault.requests.RequestDetail;
import io.nija.vault.requests.RequestSummary;

/** What is known of a request besides what was said and done. */
class RequestFacts extends DescriptionList {

    private final transient RequestText text;
    private final transient Names names;
    private final boolean staff;

    RequestFacts(RequestText text, Names names, boolean staff) {
        this.text = text;
        this.names = names;
        this.staff = staff;
        addClassName("facts");
    }

    void show(RequestDetail request) {
        var summary = request.summary();
        removeAll();
        fact("Clock", new ServiceClock(summary));
        fact("Urgency", new UrgencyBadge(summary.urgency()));
        fact("Kind", new Span(summary.kind().label()));
        fact("Key", key(summary));
        if (staff && summary.owner() != null) {
            fact("Owner", new Div(new Span(names.name(summary.owner()) + " "), RequestsNavigation.linkToLookup("Look up", summary.owner())));
        }
        if (request.scope() != null) {
            fact("For", new Span(text.scope(request.scope())));
            fact("Progress", new Span(RequestText.children(summary)));
        }
        fact("Asked", new Div(Times.agoText(summary.created()), new Span(", " + (summary.askedBy() == null ? "by the console" : "by " + lower(names.of(summary.askedBy()))))));
        fact("Why", new Span(summary.source().label() + ": " + summary.reason()));
        fact("With", new Span(summary.claimedBy() == null ? "Nobody yet" : names.of(summary.claimedBy())));
        if (summary.escalated() != null && staff) {
            fact("Escalated", Times.agoText(summary.escalated()));
        }
        if (request.outcome() != null) {
            fact("Came out", new Span("Version " + request.outcome()));
        }
        if (summary.state().live()) {
            fact("Ends by itself", new Span(Times.dateTime(summary.expires())));
        }
    }

    private Component key(RequestSummary summary) {
        return summary.key() == null || staff ? new Span(text.about(summary)) : RequestsNavigation.linkToKey(text.about(summary), summary.key());
    }

    private static String lower(String name) {
        return name.equals("You") ? "you" : name;
    }

    private void fact(String name, Component value) {
        add(new Term(name), new Description(value));
    }
}
