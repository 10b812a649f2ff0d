package io.nija.vault.dashboard.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.nija.vault.base.ui.Figures;
import io.nija.vault.credentials.KeyFigures;

/** How many keys there are at each broker, and how old their values are. */
class BrokerBars extends Div {

    private static final int SHOWN = 8;

    BrokerBars() {
        addClassNames("panel", "broker-bars");
        message("Loading …");
    }

    /** In place of the figures. */
    final void message(String text) {
        removeAll();
        var message = new Paragraph(text);
        message.addClassName("secondary");
        add(new H2("Keys by broker"), message);
    }

    void show(KeyFigures figures) {
        if (figures.keys() == 0) {
            message("Nobody has added a key yet.");
            return;
        }
        removeAll();
        add(new Div(new H2("Keys by broker"), brokers(figures)), new Div(new H2("Age of the values"), ages(figures)));
    }

    private static UnorderedList brokers(KeyFigures figures) {
        var most = figures.brokers().getFirst().keys();
        var list = new UnorderedList();
        figures.brokers().stream().limit(SHOWN).forEach(broker -> list.add(row(broker.name(), broker.keys(), most)));
        if (figures.brokers().size() > SHOWN) {
            list.add(row("Others", figures.brokers().stream().skip(SHOWN).mapToLong(KeyFigures.OfBroker::keys).sum(), most));
        }
        return list;
    }

    private static UnorderedList ages(KeyFigures figures) {
        return new UnorderedList(row("Younger than 30 days", figures.fresh(), figures.keys()),
                row("30 to 90 days", figures.settled(), figures.keys()), row("90 days or more", figures.old(), figures.keys()));
    }

    private static ListItem row(String name, long keys, long most) {
        var filled = new Span();
        filled.addClassName("bar-filled");
        filled.setWidth(Math.min(100, 100.0 * keys / most) + "%");
        var bar = new Span(filled);
        bar.addClassName("bar");
        bar.getElement().setAttribute("aria-hidden", "true");
        var number = new Span(Figures.of(keys));
        number.addClassName("bar-number");
        return new ListItem(new Span(name), bar, number);
    }
}
