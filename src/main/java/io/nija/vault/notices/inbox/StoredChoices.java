package io.nija.vault.notices.inbox;

import java.util.EnumMap;
import java.util.Map;

import io.nija.vault.base.UserId;
import io.nija.vault.notices.Inbox.Choice;
import io.nija.vault.notices.NoticeKind;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How people want to be told. Out of the box they are told by every way. */
@Component
class StoredChoices {

    private static final Choice EVERY_WAY = new Choice(true, true);

    private final JdbcClient database;

    StoredChoices(JdbcClient database) {
        this.database = database;
    }

    Map<NoticeKind, Choice> of(UserId person) {
        var choices = new EnumMap<NoticeKind, Choice>(NoticeKind.class);
        for (var kind : NoticeKind.values()) {
            choices.put(kind, EVERY_WAY);
        }
        database.sql("select kind, mail, webhook from notice_preference where person = :person").param("person", person.value())
                .query(row -> {
                    choices.put(NoticeKind.valueOf(row.getString("kind")), new Choice(row.getBoolean("mail"), row.getBoolean("webhook")));
                });
        return choices;
    }

    void choose(UserId person, NoticeKind kind, Choice choice) {
        database.sql("""
                insert into notice_preference (person, kind, mail, webhook) values (:person, :kind, :mail, :webhook)
                on conflict (person, kind) do update set mail = excluded.mail, webhook = excluded.webhook""")
                .param("person", person.value()).param("kind", kind.name()).param("mail", choice.mail()).param("webhook", choice.webhook()).update();
    }
}
