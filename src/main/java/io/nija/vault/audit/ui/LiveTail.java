package io.nija.vault.audit.ui;

import java.time.Instant;
import java.util.function.Supplier;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.nija.vault.audit.AuditSearch;
import org.jspecify.annotations.Nullable;

/** Lets new operations appear at the top of the list while that is what one looks at; else it says how many there are. */
class LiveTail extends Div {

    private final transient AuditSearch search;
    private final transient Supplier<AuditQuery> query;
    private final OperationGrid grid;
    private final Button toggle = new Button("Live", VaadinIcon.PLAY.create(), click -> set(!isOn()));
    private final Button newer = new Button("", VaadinIcon.ARROW_UP.create(), click -> catchUp());
    private volatile boolean on;
    private transient @Nullable OperationPages waiting;

    LiveTail(AuditSearch search, Supplier<AuditQuery> query, OperationGrid grid) {
        this.search = search;
        this.query = query;
        this.grid = grid;
        addClassName("live-tail");
        newer.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.PRIMARY);
        newer.setVisible(false);
        set(false);
        add(newer);
    }

    /** To stand among the view's actions. */
    Button toggle() {
        return toggle;
    }

    boolean isOn() {
        return on;
    }

    private void set(boolean live) {
        on = live;
        toggle.setIcon((live ? VaadinIcon.PAUSE : VaadinIcon.PLAY).create());
        toggle.getElement().setAttribute("aria-pressed", String.valueOf(live));
        toggle.setClassName("is-live", live);
        newer.setVisible(false);
    }

    /** A span that has ended gets nothing new. */
    void show(AuditQuery shown) {
        toggle.setEnabled(shown.range() instanceof TimeRange.Last);
        if (!toggle.isEnabled()) {
            set(false);
        }
        newer.setVisible(false);
    }

    /** Looks for new operations. Called without the lock of the page. */
    void look(UI ui) {
        if (!on) {
            return;
        }
        var asked = query.get();
        var pages = new OperationPages(search, asked.filter(Instant.now()));
        pages.first();
        ui.access(() -> {
            if (on && asked.equals(query.get())) {
                found(pages);
            }
        });
    }

    private void found(OperationPages pages) {
        var shown = grid.first();
        if (pages.first().equals(shown)) {
            return;
        }
        if (grid.isAtTop()) {
            grid.renew(pages);
            newer.setVisible(false);
            return;
        }
        waiting = pages;
        int count = shown.isEmpty() ? -1 : pages.first().indexOf(shown.getFirst());
        newer.setText(count < 0 ? OperationPages.SIZE + " or more newer" : count + " newer");
        newer.setVisible(count != 0);
    }

    private void catchUp() {
        newer.setVisible(false);
        if (waiting != null) {
            grid.show(waiting);
        }
    }
}
