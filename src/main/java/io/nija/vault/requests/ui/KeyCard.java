package io.nija.vault.requests.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.badge.Badge;
import com.vaadin.flow.component.badge.BadgeVariant;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import io.nija.vault.audit.KeyEvent;
import io.nija.vault.base.ui.Times;
import io.nija.vault.credentials.CredentialState;
import io.nija.vault.credentials.CredentialSummary;
import io.nija.vault.requests.PersonLookup;
import org.jspecify.annotations.Nullable;

/** A key as the staff see it in a look-up: how it is, when it was last used, and what is asked for it. Never a value. */
class KeyCard extends ListItem {

    private final DescriptionList facts = new DescriptionList();

    /** @param ask begins a request for the key */
    KeyCard(PersonLookup.Key key, String name, Runnable ask) {
        var summary = key.summary();
        addClassNames("panel", "key-card");
        var title = new Span(name);
        title.addClassName("key-card-title");
        var head = new Div(title, condition(summary));
        head.addClassName("compact-top");
        facts.addClassName("facts");
        if (summary.description().label() != null) {
            fact("Label", new Span(summary.description().label()));
        }
        fact("Version", new Span(String.valueOf(summary.version())));
        fact("Values are from", Times.agoText(summary.lastWrite()));
        fact("Added", Times.agoText(summary.createdAt()));
        fact("Expires", new Span(summary.description().expiresOn() == null ? "No date set" : Times.date(summary.description().expiresOn())));
        fact("Last used", lastUsed(key.lastUsed()));
        add(head, facts);
        if (key.live().isEmpty()) {
            var button = new Button("Ask for a rotation …", click -> ask.run());
            button.addThemeVariants(ButtonVariant.SMALL);
            button.setAriaLabel("Ask for a rotation of " + name);
            button.setEnabled(summary.state() == CredentialState.ACTIVE);
            add(button);
        } else {
            var open = new Div();
            open.addClassName("key-card-requests");
            key.live().forEach(request -> open.add(RequestsNavigation.linkToRequest("Request " + request.id() + ": " + request.state().label(), request.id())));
            fact("Open requests", open);
        }
    }

    private static Component lastUsed(@Nullable KeyEvent event) {
        return event == null ? new Span("No read is on record") : Times.agoText(event.last());
    }

    private static Badge condition(CredentialSummary key) {
        var today = Times.today();
        var badge = new Badge();
        if (key.state() == CredentialState.REVOKED) {
            badge.setText("Revoked");
            badge.addThemeVariants(BadgeVariant.CONTRAST);
        } else if (key.expired(today)) {
            badge.setText("Expired");
            badge.addThemeVariants(BadgeVariant.ERROR);
        } else if (key.expiresSoon(today)) {
            badge.setText("Expires soon");
            badge.addThemeVariants(BadgeVariant.WARNING);
        } else {
            badge.setText("Active");
            badge.addThemeVariants(BadgeVariant.SUCCESS);
        }
        return badge;
    }

    private void fact(String name, Component value) {
        facts.add(new DescriptionList.Term(name), new DescriptionList.Description(value));
    }
}
