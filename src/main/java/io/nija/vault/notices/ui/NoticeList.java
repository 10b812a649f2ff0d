package io.nija.vault.notices.ui;

import java.util.List;

import com.vaadin.flow.component.html.UnorderedList;
import io.nija.vault.notices.Inbox;
import io.nija.vault.notices.ReceivedNotice;
import org.jspecify.annotations.Nullable;

/** Notices, the latest first. What has not changed is left alone, as somebody may be at a button of it. */
class NoticeList extends UnorderedList {

    private final transient Inbox inbox;
    private transient @Nullable List<ReceivedNotice> shown;

    NoticeList(Inbox inbox) {
        this.inbox = inbox;
        addClassName("notice-list");
    }

    void show(List<ReceivedNotice> notices) {
        if (!notices.equals(shown)) {
            shown = List.copyOf(notices);
            removeAll();
            notices.forEach(notice -> add(new NoticeRow(notice, inbox)));
        }
        setVisible(!notices.isEmpty());
    }
}
