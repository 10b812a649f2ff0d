package io.nija.vault.credentials.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Span;
import io.nija.vault.base.ui.Times;
import io.nija.vault.credentials.CredentialSummary;

/** What is known of a key besides its values. */
class KeyFacts extends DescriptionList {

    KeyFacts(CredentialSummary key, String brokerName) {
        addClassName("facts");
        fact("Broker", new Span(brokerName));
        key.id().name().ifPresent(name -> fact("Name", new Span(name.value())));
        var keyId = new Span(key.maskedKeyId());
        keyId.addClassName("key-id");
        fact("Key ID", keyId);
        fact("Added", Times.agoText(key.createdAt()));
        fact("Last rotated", key.lastRotation().map(Times::agoText).orElseGet(() -> new Span("Never")));
        var expires = key.description().expiresOn();
        fact("Expires", new Span(expires == null ? "No date set" : Times.date(expires)));
        if (key.description().note() != null) {
            fact("Note", new Span(key.description().note()));
        }
    }

    private void fact(String name, Component value) {
        add(new Term(name), new Description(value));
    }
}
