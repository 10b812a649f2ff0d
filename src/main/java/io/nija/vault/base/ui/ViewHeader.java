package io.nija.vault.base.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Paragraph;

/** The top of a view: its title, a line below it, and the view's main actions at the end. */
public class ViewHeader extends Header {

    private final Div titleLine = new Div();
    private final Paragraph subtitle = new Paragraph();

    public ViewHeader(String title, String subtitle, Component... actions) {
        addClassName("view-header");
        this.subtitle.setText(subtitle);
        titleLine.add(new H1(title));
        titleLine.addClassName("view-header-title");
        var texts = new Div(titleLine, this.subtitle);
        texts.addClassName("view-header-text");
        var buttons = new Div(actions);
        buttons.addClassName("view-header-actions");
        add(texts, buttons);
    }

    /** Puts a badge or the like on the title's line. */
    public void addBesideTitle(Component component) {
        titleLine.add(component);
    }

    public void setSubtitle(String text) {
        subtitle.setText(text);
    }
}
