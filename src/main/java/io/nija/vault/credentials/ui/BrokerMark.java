package io.nija.vault.credentials.ui;

import com.vaadin.flow.component.html.Span;
import io.nija.vault.credentials.Broker;

/** The broker's letters on its colour. Its name always stands beside it. */
class BrokerMark extends Span {

    BrokerMark(Broker broker) {
        super(broker.mark().monogram());
        addClassName("broker-mark");
        getElement().setAttribute("aria-hidden", "true");
        getStyle().setBackgroundColor(broker.mark().colour()).setColor(broker.mark().text());
    }
}
