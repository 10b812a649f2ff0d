package io.nija.vault.base.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;

/** A message across the view for as long as something is the case. */
public class Banner extends Div {

    private final Span text = new Span();

    /** @param actions what can be done about it */
    public Banner(Component... actions) {
        addClassName("banner");
        text.addClassName("banner-text");
        getElement().setAttribute("role", "status");
        var icon = VaadinIcon.WARNING.create();
        icon.getElement().setAttribute("aria-hidden", "true");
        add(icon, text);
        add(actions);
        setVisible(false);
    }

    public void show(String message) {
        text.setText(message);
        setVisible(true);
    }

    public void hide() {
        setVisible(false);
    }
}
