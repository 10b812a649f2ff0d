package io.nija.vault.notices.ui;

import java.util.List;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.nija.vault.base.ui.OpenPage;
import io.nija.vault.notices.Inbox;
import io.nija.vault.notices.Inbox.Change;
import io.nija.vault.notices.ReceivedNotice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** How many notices are unread, the latest of them at a click, and a word about each that arrives while the page is open. */
class Bell extends Div {

    private static final Logger log = LoggerFactory.getLogger(Bell.class);

    private final transient Inbox inbox;
    private final Button button = new Button(VaadinIcon.BELL.create());
    private final Span count = new Span();
    private final LatestNotices latest;

    Bell(Inbox inbox) {
        this.inbox = inbox;
        addClassName("bell");
        button.addThemeVariants(ButtonVariant.TERTIARY);
        count.addClassName("menu-badge");
        count.getElement().setAttribute("aria-hidden", "true");
        latest = new LatestNotices(button, inbox);
        add(button, count, latest);
        show(0);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        var page = event.getUI();
        var stop = inbox.onChange(change -> OpenPage.change(page, () -> changed(change)));
        addDetachListener(detach -> {
            stop.run();
            detach.unregisterListener();
        });
        try {
            show(inbox.unread());
        } catch (DataAccessException | TransactionException e) {
            // It is told as soon as the database is back.
            log.debug("How many notices are unread is not known for a moment", e);
        }
    }

    private void changed(Change change) {
        show(change.unread());
        latest.refresh();
        List<ReceivedNotice> arrived = change.arrived().stream().filter(notice -> !notice.isRead()).toList();
        if (!arrived.isEmpty()) {
            ArrivalToast.show(arrived, inbox);
        }
    }

    private void show(int unread) {
        count.setVisible(unread > 0);
        count.setText(unread >= Inbox.MOST ? "99+" : String.valueOf(unread));
        button.setAriaLabel(unread == 0 ? "Notices" : unread >= Inbox.MOST ? "Notices, more than 99 unread" : "Notices, " + unread + " unread");
    }
}
