package io.nija.vault.credentials.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.nija.vault.credentials.BrokerCatalogue;
import io.nija.vault.credentials.CredentialSummary;

/** The broker's mark and name with the key's label: how a key is called everywhere. */
class KeyTitle extends Div {

    /** @param main the text of the first line, or a link that holds it */
    KeyTitle(CredentialSummary key, BrokerCatalogue brokers, Component main) {
        addClassName("key-title");
        brokers.find(key.id().broker()).ifPresent(broker -> add(new BrokerMark(broker)));
        var texts = new Div(main);
        texts.addClassName("key-title-texts");
        var second = secondLine(key);
        if (!second.isEmpty()) {
            var line = new Span(second);
            line.addClassName("secondary");
            texts.add(line);
        }
        add(texts);
    }

    /** "Kraken", or the bare id when the catalogue has dropped that broker. */
    static String brokerName(CredentialSummary key, BrokerCatalogue brokers) {
        return brokers.find(key.id().broker()).map(broker -> broker.name()).orElse(key.id().broker().value());
    }

    private static String secondLine(CredentialSummary key) {
        var label = key.description().label();
        var name = key.id().name().map(n -> n.value()).orElse("");
        if (label == null) {
            return name;
        }
        return name.isEmpty() ? label : label + " · " + name;
    }
}
