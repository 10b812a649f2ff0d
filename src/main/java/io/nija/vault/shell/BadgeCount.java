package io.nija.vault.shell;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.Span;
import io.nija.vault.base.ui.MenuBadge;

/** The figure of a {@link MenuBadge}, kept up to date while it is on a page. */
class BadgeCount extends Span {

    private final transient MenuBadge badge;

    BadgeCount(MenuBadge badge) {
        this.badge = badge;
        addClassName("menu-badge");
    }

    @Override
    protected void onAttach(AttachEvent event) {
        var ui = event.getUI();
        show(badge.count());
        var stop = badge.onChange(() -> {
            long count = badge.count();
            ui.access(() -> show(count));
        });
        addDetachListener(detach -> {
            stop.run();
            detach.unregisterListener();
        });
    }

    private void show(long count) {
        setVisible(count > 0);
        setText(count > 99 ? "99+" : String.valueOf(count));
        getElement().setAttribute("title", count + " " + badge.label());
    }
}
