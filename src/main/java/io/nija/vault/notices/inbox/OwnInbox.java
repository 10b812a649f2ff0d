package io.nija.vault.notices.inbox;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.nija.vault.notices.Inbox;
import io.nija.vault.notices.NoticeKind;
import io.nija.vault.notices.ReceivedNotice;
import io.nija.vault.security.CurrentUser;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The notices of whoever is signed in. */
@Service
class OwnInbox implements Inbox {

    private final CurrentUser user;
    private final StoredNotices notices;
    private final StoredChoices choices;
    private final Arrivals arrivals;
    private final NoticeLetters letters;

    OwnInbox(CurrentUser user, StoredNotices notices, StoredChoices choices, Arrivals arrivals, NoticeLetters letters) {
        this.user = user;
        this.notices = notices;
        this.choices = choices;
        this.arrivals = arrivals;
        this.letters = letters;
    }

    @Override
    public Ways ways() {
        return letters.ways(user.id());
    }

    @Override
    public int unread() {
        return notices.unread(user.id());
    }

    @Override
    public List<ReceivedNotice> page(@Nullable NoticeKind kind, boolean unreadOnly, @Nullable Long before, int size) {
        return notices.page(user.id(), kind, unreadOnly, before, size);
    }

    @Override
    public void read(long id) {
        notices.read(user.id(), id);
    }

    @Override
    public void readAll(@Nullable NoticeKind kind) {
        notices.readAll(user.id(), kind);
    }

    @Override
    public Map<NoticeKind, Choice> choices() {
        return choices.of(user.id());
    }

    @Override
    public void choose(NoticeKind kind, Choice choice) {
        choices.choose(user.id(), kind, choice);
    }

    @Override
    public Runnable onChange(Consumer<Change> listener) {
        return arrivals.onChange(user.id(), listener);
    }
}
