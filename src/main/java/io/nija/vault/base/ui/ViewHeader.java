package io.nija.vault.base.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Paragraph;

/** The top of a view: its title, a line below it, and the view's main actions at the end. */
public class ViewHeader extends Header {

    private final Paragraph subtitle = new Paragraph();

    public ViewHeader(String title, String subtitle, Component... actions) {
        addClassName("view-header");
        this.subtitle.setText(subtitle);
        var texts = new Div(new H1(title), this.subtitle);
        texts.addClassName("view-header-text");
        var buttons = new Div(actions);
        buttons.addClassName("view-header-actions");
        add(texts, buttons);
    }

    public void setSubtitle(String text) {
        subtitle.setText(text);
    }
}
