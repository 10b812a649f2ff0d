package io.nija.vault.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.RouterLink;
import io.nija.vault.base.ui.EmptyState;

/** What an error page shows: what happened in a few words, and the way back. */
abstract class ErrorPage extends Div {

    void show(VaadinIcon icon, String title, String text) {
        show(icon, title, text, new RouterLink("To the start", HomeView.class));
    }

    void show(VaadinIcon icon, String title, String text, Component wayOut) {
        removeAll();
        add(new EmptyState(icon, title, text, wayOut));
    }
}
