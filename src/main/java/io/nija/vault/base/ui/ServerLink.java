package io.nija.vault.base.ui;

import com.vaadin.flow.component.html.Anchor;

/** A link to an address that is no view, such as that of a sign-in: the browser itself goes there. */
public class ServerLink extends Anchor {

    public ServerLink(String address, String text) {
        super(address, text);
        setRouterIgnore(true);
    }
}
