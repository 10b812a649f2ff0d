package io.nija.vault.notices.inbox;

import io.nija.vault.notices.Notice;
import io.nija.vault.notices.Notices;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts notices into the database, where the pages of every console find them, and what goes out of them into the outbox. */
@Component
class DatabaseNotices implements Notices {

    private static final int TITLE = 120;
    private static final int TEXT = 2000;

    private final JdbcClient database;
    private final NoticeLetters letters;

    DatabaseNotices(JdbcClient database, NoticeLetters letters) {
        this.database = database;
        this.letters = letters;
    }

    @Override
    @Transactional
    public void tell(Notice whole) {
        var notice = new Notice(whole.person(), whole.kind(), whole.once(), shortened(whole.title(), TITLE), shortened(whole.text(), TEXT), whole.address(),
                whole.link());
        int told = database.sql("""
                insert into notice (person, kind, once, title, text, address) values (:person, :kind, :once, :title, :text, :address)
                on conflict (person, once) do nothing""")
                .param("person", notice.person().value()).param("kind", notice.kind().name()).param("once", notice.once())
                .param("title", notice.title()).param("text", notice.text()).param("address", notice.address()).update();
        if (told > 0) {
            letters.put(notice);
        }
    }

    /** A name in it may be long, and what the notice is about must not fail for that. */
    private static String shortened(String text, int length) {
        return text.length() > length ? text.substring(0, length - 1) + "…" : text;
    }
}
