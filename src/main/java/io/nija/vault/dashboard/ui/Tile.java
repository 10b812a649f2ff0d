package io.nija.vault.dashboard.ui;

import java.util.Locale;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import org.jspecify.annotations.Nullable;

/** One figure, what it means, and the way to where it comes from. */
class Tile extends Anchor {

    private final Span state = new Span();
    private final Div figure = new Div("…");
    private final Div bar = new Div();
    private final Div filled = new Div();
    private final Paragraph text = new Paragraph("Loading");

    /** @param address null for one that leads nowhere */
    Tile(String title, @Nullable String address) {
        if (address != null) {
            setHref(address);
            // Vaadin's router follows it without loading the page again.
            getElement().setAttribute("router-link", true);
        }
        addClassNames("tile", "loading");
        var head = new Div(new H3(title), state);
        head.addClassName("tile-head");
        state.addClassName("tile-state");
        figure.addClassName("tile-figure");
        text.addClassName("secondary");
        filled.addClassName("tile-filled");
        bar.addClassName("tile-bar");
        bar.getElement().setAttribute("aria-hidden", "true");
        bar.add(filled);
        bar.setVisible(false);
        add(head, figure, bar, text);
    }

    void show(Reading reading) {
        removeClassName("loading");
        getElement().setAttribute("mood", reading.mood().name().toLowerCase(Locale.ROOT));
        state.removeAll();
        if (reading.mood().icon != null) {
            var icon = reading.mood().icon.create();
            icon.getElement().setAttribute("aria-hidden", "true");
            state.add(icon, new Span(reading.mood().label));
        }
        figure.setText(reading.figure());
        text.setText(reading.text());
        bar.setVisible(reading.share() != null);
        if (reading.share() != null) {
            filled.setWidth(Math.clamp(reading.share() * 100, 0, 100) + "%");
        }
    }
}
