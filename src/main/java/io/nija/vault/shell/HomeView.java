package io.nija.vault.shell;

import java.util.Comparator;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.menu.MenuConfiguration;
import com.vaadin.flow.server.menu.MenuEntry;
import io.nija.vault.base.ui.EmptyState;
import jakarta.annotation.security.PermitAll;

/** Leads on to the first view that the person may see; stays only when there is none. */
@Route("")
@PageTitle("NIJA Vault Console")
@PermitAll
class HomeView extends Div implements BeforeEnterObserver {

    HomeView() {
        add(new EmptyState(VaadinIcon.LOCK, "Your account has no role here",
                "You are signed in, but nobody has given you a role in this console. Ask an administrator for one, "
                        + "then sign out and in again."));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        MenuConfiguration.getMenuEntries().stream()
                .min(Comparator.comparing(MenuEntry::order))
                .ifPresent(first -> event.forwardTo(first.menuClass()));
    }
}
