package io.nija.vault.base.ui;

import com.vaadin.flow.component.html.Anchor;

/** A link to a view of another feature, by its address. Vaadin's router follows it without loading the page again. */
public class ViewLink extends Anchor {

    /** @param address relative, without a leading slash */
    public ViewLink(String address, String text) {
        super(address, text);
        addClassName("text-link");
        getElement().setAttribute("router-link", true);
    }
}
