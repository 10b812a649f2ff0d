package io.nija.vault.notices.ui;

import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.nija.vault.notices.NoticeKind;

/** What a notice is about, as a picture beside words that say it. */
class KindIcon extends Span {

    KindIcon(NoticeKind kind) {
        var icon = switch (kind) {
            case REQUEST -> VaadinIcon.REFRESH;
            case MESSAGE -> VaadinIcon.COMMENT_O;
            case QUEUE -> VaadinIcon.INBOX;
            case APPROVAL -> VaadinIcon.CHECK_SQUARE_O;
            case OVERDUE -> VaadinIcon.ALARM;
            case EXPIRY -> VaadinIcon.CALENDAR_CLOCK;
        };
        addClassName("notice-kind");
        getElement().setAttribute("aria-hidden", "true");
        add(icon.create());
    }
}
