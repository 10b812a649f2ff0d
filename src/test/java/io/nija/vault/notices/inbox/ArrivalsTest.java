package io.nija.vault.notices.inbox;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import io.nija.vault.base.UserId;
import io.nija.vault.notices.Inbox;
import io.nija.vault.notices.Inbox.Change;
import io.nija.vault.notices.Notice;
import io.nija.vault.notices.NoticeKind;
import io.nija.vault.notices.Notices;
import io.nija.vault.notices.ReceivedNotice;
import io.nija.vault.testing.ConsoleTest;
import io.nija.vault.testing.People;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What pages are told of, through the real database, on this console and on another. */
@ConsoleTest
class ArrivalsTest {

    @Autowired
    Notices notices;
    @Autowired
    Inbox inbox;
    @Autowired
    People people;
    @Autowired
    StoredNotices stored;
    @Autowired
    JdbcConnectionDetails details;
    @Autowired
    JdbcClient database;
    @Autowired
    TransactionTemplate transaction;

    private final List<Change> changes = new CopyOnWriteArrayList<>();
    private Runnable end;

    @BeforeEach
    void watch() {
        database.sql("delete from notice where person in ('bob', 'sue')").update();
        people.signIn(People.BOB);
        end = inbox.onChange(changes::add);
    }

    @AfterEach
    void stop() {
        end.run();
    }

    private void tell(UserId person, String title) {
        notices.tell(new Notice(person, NoticeKind.REQUEST, UUID.randomUUID().toString(), title, "Text", "keys"));
    }

    private List<String> arrived() {
        return changes.stream().flatMap(change -> change.arrived().stream()).map(ReceivedNotice::title).toList();
    }

    @Test
    void aNoticeIsToldToItsPersonsPagesAndNobodyElses() {
        tell(People.SUE_OF_SUPPORT, "For Sue");
        tell(People.BOB, "For Bob");

        await().untilAsserted(() -> assertThat(arrived()).containsExactly("For Bob"));
        assertThat(changes.getLast().unread()).isEqualTo(1);
    }

    @Test
    void severalOfOneTransactionComeAtOnceAndWhatIsRolledBackDoesNot() {
        transaction.executeWithoutResult(status -> {
            tell(People.BOB, "Never");
            status.setRollbackOnly();
        });
        transaction.executeWithoutResult(status -> {
            tell(People.BOB, "First");
            tell(People.BOB, "Second");
        });

        await().untilAsserted(() -> assertThat(arrived()).containsExactly("Second", "First"));
        assertThat(changes).hasSize(1);
    }

    @Test
    void anotherConsoleIsToldAsWell() {
        var other = new Arrivals(stored, details);
        var heard = new CopyOnWriteArrayList<Change>();
        other.start();
        try {
            var forget = other.onChange(People.BOB, heard::add);
            await().untilAsserted(() -> {
                tell(People.BOB, "Across");
                assertThat(heard).isNotEmpty();
            });
            await().untilAsserted(() -> assertThat(heard.stream().flatMap(change -> change.arrived().stream())).extracting(ReceivedNotice::title).contains("Across"));
            forget.run();
        } finally {
            other.stop();
        }
        assertThat(other.isRunning()).isFalse();
    }

    @Test
    void readingChangesTheCountAndSaysNothingArrived() {
        tell(People.BOB, "Read me");
        await().until(() -> !arrived().isEmpty());
        changes.clear();

        inbox.read(inbox.page(null, true, null, 1).getFirst().id());

        await().untilAsserted(() -> assertThat(changes).containsExactly(new Change(0, List.of())));
    }

    @Test
    void othersNoticesCannotBeReadOrMarked() {
        tell(People.SUE_OF_SUPPORT, "Private");
        long id = stored.page(People.SUE_OF_SUPPORT, null, true, null, 1).getFirst().id();

        inbox.read(id);
        inbox.readAll(null);

        assertThat(inbox.page(null, false, null, 10)).isEmpty();
        assertThat(stored.unread(People.SUE_OF_SUPPORT)).isEqualTo(1);
    }

    @Test
    void theListIsCutByNumberAndByKind() {
        for (int i = 0; i < 5; i++) {
            tell(People.BOB, "Notice " + i);
        }
        var first = inbox.page(NoticeKind.REQUEST, false, null, 2);

        assertThat(first).extracting(ReceivedNotice::title).containsExactly("Notice 4", "Notice 3");
        assertThat(inbox.page(NoticeKind.REQUEST, false, first.getLast().id(), 2)).extracting(ReceivedNotice::title).containsExactly("Notice 2", "Notice 1");
        assertThat(inbox.page(NoticeKind.EXPIRY, false, null, 2)).isEmpty();
    }
}
