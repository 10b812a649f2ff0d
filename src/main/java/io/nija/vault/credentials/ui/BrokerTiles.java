package io.nija.vault.credentials.ui;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.nija.vault.base.BrokerId;
import io.nija.vault.credentials.Broker;
import io.nija.vault.credentials.BrokerCatalogue;

/** The catalogue to choose from. */
class BrokerTiles extends Div {

    private final Map<NativeButton, Broker> tiles = new LinkedHashMap<>();
    private final Paragraph none = new Paragraph("No broker of that name. Tell support which one you miss.");

    BrokerTiles(BrokerCatalogue brokers, Consumer<BrokerId> onChosen) {
        var search = new TextField();
        search.setPlaceholder("Search brokers");
        search.setAriaLabel("Search brokers");
        search.setPrefixComponent(VaadinIcon.SEARCH.create());
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.EAGER);
        search.addValueChangeListener(change -> filter(change.getValue()));
        search.focus();
        var list = new Div();
        list.addClassName("broker-tiles");
        brokers.all().forEach(broker -> {
            var tile = new NativeButton("", click -> onChosen.accept(broker.id()));
            tile.addClassName("broker-tile");
            tile.add(new BrokerMark(broker), new Span(broker.name()));
            tiles.put(tile, broker);
            list.add(tile);
        });
        none.setVisible(false);
        var bar = new Div(search);
        bar.addClassName("toolbar");
        add(bar, list, none);
    }

    private void filter(String text) {
        var word = text.strip().toLowerCase(Locale.ROOT);
        tiles.forEach((tile, broker) -> tile.setVisible(
                broker.name().toLowerCase(Locale.ROOT).contains(word) || broker.id().value().contains(word)));
        none.setVisible(tiles.keySet().stream().noneMatch(NativeButton::isVisible));
    }
}
