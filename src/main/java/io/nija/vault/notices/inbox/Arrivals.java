package io.nija.vault.notices.inbox;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.nija.vault.base.DatabaseSignals;
import io.nija.vault.base.UserId;
import io.nija.vault.notices.Inbox.Change;
import io.nija.vault.notices.ReceivedNotice;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Tells the open pages of this console what has come for their person. The database says for whom, whichever console put it in; it is
 * looked up once a person, however many pages they have open. See src/docs/decisions/how-notices-reach-pages.md.
 */
@Component
class Arrivals extends DatabaseSignals {

    private static final Logger log = LoggerFactory.getLogger(Arrivals.class);

    /** How far back it is looked for what is new. Numbers are given before others can see the notice, so the latest seen is not enough. */
    private static final int LATEST = 50;
    private static final String CHANNEL = "notice";

    /** The pages of a person. */
    private static final class Watched {

        private final Set<Consumer<Change>> listeners = new HashSet<>();
        /** Which of the latest they have been told of; null before the first look. */
        private @Nullable Set<Long> known;
    }

    private final StoredNotices notices;
    private final Map<UserId, Watched> watched = new HashMap<>();

    Arrivals(StoredNotices notices, JdbcConnectionDetails details) {
        super(details, CHANNEL);
        this.notices = notices;
    }

    Runnable onChange(UserId person, Consumer<Change> listener) {
        boolean first;
        synchronized (watched) {
            var pages = watched.computeIfAbsent(person, id -> new Watched());
            pages.listeners.add(listener);
            first = pages.known == null;
        }
        if (first) {
            begin(person, numbers(person));
        }
        return () -> forget(person, listener);
    }

    private void begin(UserId person, @Nullable Set<Long> known) {
        synchronized (watched) {
            var pages = watched.get(person);
            if (pages != null && pages.known == null) {
                pages.known = known;
            }
        }
    }

    private void forget(UserId person, Consumer<Change> listener) {
        synchronized (watched) {
            var pages = watched.get(person);
            if (pages != null && pages.listeners.remove(listener) && pages.listeners.isEmpty()) {
                watched.remove(person);
            }
        }
    }

    /** Null when the database is away: then what comes later is told without saying what of it is new. */
    private @Nullable Set<Long> numbers(UserId person) {
        try {
            return numbers(notices.page(person, null, false, null, LATEST));
        } catch (DataAccessException | TransactionException e) {
            log.debug("The notices of {} are not known for a moment", person, e);
            return null;
        }
    }

    private static Set<Long> numbers(List<ReceivedNotice> latest) {
        return latest.stream().map(ReceivedNotice::id).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    protected void heard(Set<String> said) {
        Set<UserId> concerned;
        synchronized (watched) {
            concerned = watched.keySet().stream().filter(person -> said.contains(person.value())).collect(Collectors.toUnmodifiableSet());
        }
        concerned.forEach(this::look);
    }

    @Override
    protected void missed() {
        Set<UserId> everybody;
        synchronized (watched) {
            everybody = Set.copyOf(watched.keySet());
        }
        everybody.forEach(this::look);
    }

    private void look(UserId person) {
        var latest = notices.page(person, null, false, null, LATEST);
        int unread = notices.unread(person);
        List<Consumer<Change>> listeners;
        List<ReceivedNotice> arrived;
        synchronized (watched) {
            var pages = watched.get(person);
            if (pages == null) {
                return;
            }
            var known = pages.known;
            arrived = known == null ? List.of() : latest.stream().filter(notice -> !known.contains(notice.id())).toList();
            pages.known = numbers(latest);
            listeners = List.copyOf(pages.listeners);
        }
        listeners.forEach(listener -> tell(listener, new Change(unread, arrived)));
    }

    private static void tell(Consumer<Change> listener, Change change) {
        try {
            listener.accept(change);
        } catch (RuntimeException e) {
            log.debug("A listener, most likely of a page that was just closed, did not take the change", e);
        }
    }
}
