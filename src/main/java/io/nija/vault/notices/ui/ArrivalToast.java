package io.nija.vault.notices.ui;

import java.util.List;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.router.RouterLink;
import io.nija.vault.notices.Inbox;
import io.nija.vault.notices.ReceivedNotice;

/** A word about what has just arrived. Of several at once it says how many, so that nobody is buried in them. */
final class ArrivalToast {

    private static final int MILLIS = 8000;

    private ArrivalToast() {
    }

    static void show(List<ReceivedNotice> arrived, Inbox inbox) {
        var toast = new Notification();
        toast.setPosition(Notification.Position.BOTTOM_END);
        toast.setDuration(MILLIS);
        var latest = arrived.getFirst();
        var texts = arrived.size() == 1 ? new Div(new Span(latest.title()), way(latest, inbox))
                : new Div(new Span(arrived.size() + " new notices"), new RouterLink("Show them", NoticesView.class));
        texts.addClassName("arrival");
        texts.getElement().addEventListener("click", click -> toast.close());
        toast.add(texts);
        toast.open();
    }

    private static Component way(ReceivedNotice notice, Inbox inbox) {
        return notice.address() == null ? new RouterLink("Show it", NoticesView.class) : NoticesNavigation.linkTo(notice, notice.address(), "Show it", inbox);
    }
}
