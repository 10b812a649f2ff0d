package io.nija.vault.notices.inbox;

import java.util.ArrayList;
import java.util.List;

import io.nija.vault.base.UserId;
import io.nija.vault.delivery.DeliveryProperties;
import io.nija.vault.delivery.Letter;
import io.nija.vault.delivery.Outbox;
import io.nija.vault.notices.Inbox.Ways;
import io.nija.vault.notices.Notice;
import io.nija.vault.notices.NoticeKind;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Makes letters of a notice, for the ways by which its person wants to be told. */
@Component
class NoticeLetters {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String WAY_OUT = "\n\nWhat comes by mail you choose in the console, at the bell, under Preferences.";

    /** @param mail null when it is not known, and for those who have not signed in yet */
    private record Person(@Nullable String mail, boolean wantsMail, boolean wantsWebhook) {
    }

    /** @param address the whole of it where it is known where the console is */
    private record Posted(String person, NoticeKind kind, String once, String title, String text, @Nullable String address) {
    }

    private final JdbcClient database;
    private final Outbox outbox;
    private final DeliveryProperties delivery;

    NoticeLetters(JdbcClient database, Outbox outbox, DeliveryProperties delivery) {
        this.database = database;
        this.outbox = outbox;
        this.delivery = delivery;
    }

    /** In the caller's transaction. */
    void put(Notice notice) {
        if (outbox.sendsMail() || outbox.postsTo(NoticeWebhook.NAME)) {
            letters(notice, person(notice)).forEach(outbox::put);
        }
    }

    Ways ways(UserId person) {
        var mail = database.sql("select mail from person where id = :id and mail is not null").param("id", person.value()).query(String.class).optional();
        return new Ways(mail.orElse(null), outbox.sendsMail(), outbox.postsTo(NoticeWebhook.NAME));
    }

    private Person person(Notice notice) {
        return database.sql("""
                select person.mail, coalesce(chosen.mail, true), coalesce(chosen.webhook, true) from (values (:person::varchar)) wanted (id)
                left join person on person.id = wanted.id left join notice_preference chosen on chosen.person = wanted.id and chosen.kind = :kind""")
                .param("person", notice.person().value()).param("kind", notice.kind().name())
                .query((row, number) -> new Person(row.getString(1), row.getBoolean(2), row.getBoolean(3))).single();
    }

    private List<Letter> letters(Notice notice, Person person) {
        var letters = new ArrayList<Letter>();
        if (outbox.sendsMail() && person.wantsMail && person.mail != null) {
            letters.add(Letter.mail(notice.kind().label(), List.of(person.mail), notice.title(), notice.text() + WAY_OUT, notice.address(), notice.link()));
        }
        if (outbox.postsTo(NoticeWebhook.NAME) && person.wantsWebhook) {
            letters.add(Letter.post(notice.kind().label(), NoticeWebhook.NAME, JSON.writeValueAsString(posted(notice))));
        }
        return letters;
    }

    private Posted posted(Notice notice) {
        var address = notice.address();
        return new Posted(notice.person().value(), notice.kind(), notice.once(), notice.title(), notice.text(),
                address == null ? null : delivery.absolute(address).orElse(address));
    }
}
