package io.nija.vault.notices.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.nija.vault.base.ui.Attempt;
import io.nija.vault.base.ui.Times;
import io.nija.vault.notices.Inbox;
import io.nija.vault.notices.ReceivedNotice;

/** A notice: what it says, when it came, the way to what it is about, and whether it has been read. */
class NoticeRow extends ListItem {

    NoticeRow(ReceivedNotice notice, Inbox inbox) {
        addClassNames("notice", notice.isRead() ? "notice-read" : "notice-unread");
        var texts = new Div(title(notice, inbox));
        texts.addClassName("notice-texts");
        var text = new Span(notice.text());
        text.addClassName("notice-text");
        var when = new Span(notice.kind().label() + " · " + Times.ago(notice.at()));
        when.addClassName("secondary");
        when.getElement().setAttribute("title", Times.dateTime(notice.at()));
        texts.add(text, when);
        add(new KindIcon(notice.kind()), texts);
        if (!notice.isRead()) {
            add(read(notice, inbox));
        }
    }

    private static Span title(ReceivedNotice notice, Inbox inbox) {
        var title = new Span();
        title.addClassName("notice-title");
        if (!notice.isRead()) {
            var unread = new Span("Unread: ");
            unread.addClassName("visually-hidden");
            title.add(unread);
        }
        if (notice.address() == null) {
            title.add(new Span(notice.title()));
        } else {
            title.add(NoticesNavigation.linkTo(notice, notice.address(), notice.title(), inbox));
        }
        return title;
    }

    private static Button read(ReceivedNotice notice, Inbox inbox) {
        var button = new Button(VaadinIcon.CHECK.create(), click -> Attempt.to(() -> inbox.read(notice.id())));
        button.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.TERTIARY);
        button.setAriaLabel("Mark as read: " + notice.title());
        button.setTooltipText("Mark as read");
        return button;
    }
}
