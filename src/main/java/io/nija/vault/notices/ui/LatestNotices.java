package io.nija.vault.notices.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import com.vaadin.flow.router.RouterLink;
import io.nija.vault.base.ui.Attempt;
import io.nija.vault.notices.Inbox;

/** The latest notices beside the bell, and the ways to all of them and to the preferences. */
class LatestNotices extends Popover {

    private static final int LATEST = 8;

    private final transient Inbox inbox;
    private final NoticeList list;
    private final Paragraph none = new Paragraph("Nothing yet. What happens to your keys and requests is told here.");
    private final Button readAll = new Button("Mark all as read");

    LatestNotices(Component bell, Inbox inbox) {
        this.inbox = inbox;
        list = new NoticeList(inbox);
        setTarget(bell);
        setPosition(PopoverPosition.BOTTOM_START);
        setModal(true);
        setAriaLabel("Latest notices");
        addClassName("latest-notices");
        readAll.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.TERTIARY);
        readAll.addClickListener(click -> Attempt.to(() -> inbox.readAll(null)));
        none.addClassName("secondary");
        addOpenedChangeListener(change -> {
            removeAll();
            if (change.isOpened()) {
                fill();
                load();
            }
        });
    }

    /** Only once somebody looks: it is on every page of everybody. */
    private void fill() {
        var head = new Div(new H2("Notices"), readAll);
        head.addClassName("latest-head");
        var foot = new Div(link("All notices", NoticesView.class), link("Preferences", PreferencesView.class));
        foot.addClassName("latest-foot");
        var body = new Div(list, none);
        body.addClassName("latest-body");
        add(head, body, foot);
    }

    private RouterLink link(String text, Class<? extends Component> view) {
        var link = new RouterLink(text, view);
        link.getElement().addEventListener("click", click -> close());
        return link;
    }

    /** Shows what has changed, where somebody looks at it. */
    void refresh() {
        if (isOpened()) {
            load();
        }
    }

    private void load() {
        Attempt.to(() -> {
            var notices = inbox.page(null, false, null, LATEST);
            list.show(notices);
            none.setVisible(notices.isEmpty());
            readAll.setEnabled(notices.stream().anyMatch(notice -> !notice.isRead()));
        });
    }
}
