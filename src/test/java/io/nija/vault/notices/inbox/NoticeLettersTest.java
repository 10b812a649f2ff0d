package io.nija.vault.notices.inbox;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.nija.vault.base.UserId;
import io.nija.vault.delivery.send.Outboxes;
import io.nija.vault.notices.Inbox.Choice;
import io.nija.vault.notices.Notice;
import io.nija.vault.notices.NoticeKind;
import io.nija.vault.notices.Notices;
import io.nija.vault.testing.DevPostgres;
import io.nija.vault.testing.Loopback;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Which letters a notice makes, by what its person has chosen, in a real PostgreSQL. */
class NoticeLettersTest {

    /** Nobody listens there, and the letters are to wait. */
    private static final int NO_SERVER = 1;
    private static final UserId ALICE = new UserId("alice");

    private static DevPostgres postgres;

    private final List<Outboxes.Running> running = new ArrayList<>();
    private JdbcClient database;

    @BeforeAll
    static void start() throws IOException {
        postgres = DevPostgres.start();
        Flyway.configure().dataSource(postgres.dataSource()).load().migrate();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void aliceIsKnown() {
        database = JdbcClient.create(postgres.dataSource());
        List.of("letter", "notice", "notice_preference", "person").forEach(table -> database.sql("delete from " + table).update());
        database.sql("insert into person (id, name, mail, roles, seen) values ('alice', 'Alice', 'alice@nija.example', '{USER}', now())").update();
    }

    @AfterEach
    void end() {
        running.forEach(Outboxes.Running::close);
    }

    private Notices notices(Outboxes.Running outbox) {
        running.add(outbox);
        return new DatabaseNotices(database, new NoticeLetters(database, outbox.outbox(), Outboxes.PROPERTIES));
    }

    private Notices mailing() {
        return notices(Outboxes.mailing(postgres.dataSource(), NO_SERVER));
    }

    private static Notice notice(UserId person, NoticeKind kind, String once) {
        return new Notice(person, kind, once, "A key expires", "It expires in 7 days.", "keys/kraken", "keys/kraken?once=abc");
    }

    private List<String> letters(String column) {
        return database.sql("select " + column + " from letter order by at").query(String.class).list();
    }

    @Test
    void aKnownPersonIsMailedWithTheLinkAndTheListHasTheAddress() {
        mailing().tell(notice(ALICE, NoticeKind.EXPIRY, "1"));

        assertThat(letters("recipient || ' ' || about || ' ' || subject || ' ' || address || ' ' || link"))
                .containsExactly("alice@nija.example Keys that expire A key expires keys/kraken keys/kraken?once=abc");
        assertThat(letters("content").getFirst()).startsWith("It expires in 7 days.\n\n").contains("Preferences");
        assertThat(database.sql("select notice::text from notice").query(String.class).single()).contains("keys/kraken").doesNotContain("abc");
    }

    @Test
    void whatWasToldBeforeMakesNoOtherLetter() {
        var notices = mailing();
        notices.tell(notice(ALICE, NoticeKind.EXPIRY, "1"));
        notices.tell(notice(ALICE, NoticeKind.EXPIRY, "1"));

        assertThat(letters("id")).hasSize(1);
    }

    @Test
    void whoWantsNoMailOfAKindGetsMailOfTheOthersOnly() {
        new StoredChoices(database).choose(ALICE, NoticeKind.EXPIRY, new Choice(false, true));
        var notices = mailing();

        notices.tell(notice(ALICE, NoticeKind.EXPIRY, "1"));
        notices.tell(notice(ALICE, NoticeKind.REQUEST, "2"));

        assertThat(letters("about")).containsExactly("Your requests");
        assertThat(database.sql("select count(*) from notice").query(Integer.class).single()).as("in the console in any case").isEqualTo(2);
    }

    @Test
    void whoIsNotKnownYetIsToldInTheConsole() {
        mailing().tell(notice(new UserId("bob"), NoticeKind.EXPIRY, "1"));

        assertThat(letters("id")).isEmpty();
        assertThat(database.sql("select person from notice").query(String.class).list()).containsExactly("bob");
    }

    @Test
    void theWebhookIsToldForWhomAndNeverTheLink() throws IOException {
        try (var hook = Loopback.answering(200, "")) {
            var notices = notices(Outboxes.posting(postgres.dataSource(), NoticeWebhook.NAME, hook.address(), "secret"));
            new StoredChoices(database).choose(ALICE, NoticeKind.MESSAGE, new Choice(true, false));

            notices.tell(notice(ALICE, NoticeKind.MESSAGE, "0"));
            notices.tell(notice(ALICE, NoticeKind.EXPIRY, "1"));

            await().until(() -> !hook.requests().isEmpty());
            assertThat(hook.requests()).singleElement().satisfies(request -> assertThat(request.body()).isEqualTo("""
                    {"person":"alice","kind":"EXPIRY","once":"1","title":"A key expires","text":"It expires in 7 days.",\
                    "address":"https://vault.nija.example/keys/kraken"}"""));
        }
    }

    @Test
    void aTitleThatIsTooLongIsShortenedAndFailsNothing() {
        mailing().tell(new Notice(ALICE, NoticeKind.REQUEST, "long", "t".repeat(400), "x".repeat(4000), null));

        assertThat(database.sql("select length(title) || ' ' || length(text) || right(title, 1) from notice").query(String.class).single()).isEqualTo("120 2000…");
    }
}
