package io.nija.vault.notices.inbox;

import io.nija.vault.notices.Notice;
import io.nija.vault.notices.Notices;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts notices into the database, where the pages of every console find them. */
@Component
class DatabaseNotices implements Notices {

    private final JdbcClient database;

    DatabaseNotices(JdbcClient database) {
        this.database = database;
    }

    @Override
    @Transactional
    public void tell(Notice notice) {
        database.sql("""
                insert into notice (person, kind, once, title, text, address) values (:person, :kind, :once, :title, :text, :address)
                on conflict (person, once) do nothing""")
                .param("person", notice.person().value()).param("kind", notice.kind().name()).param("once", notice.once())
                .param("title", notice.title()).param("text", notice.text()).param("address", notice.address()).update();
    }
}
