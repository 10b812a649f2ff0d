package io.nija.vault.notices.inbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;

import io.nija.vault.base.UserId;
import io.nija.vault.notices.Inbox;
import io.nija.vault.notices.NoticeKind;
import io.nija.vault.notices.ReceivedNotice;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The notices in the database, by the person they are for. */
@Component
class StoredNotices {

    private final JdbcClient database;

    StoredNotices(JdbcClient database) {
        this.database = database;
    }

    int unread(UserId person) {
        return database.sql("select count(*) from (select from notice where person = :person and read_at is null limit :most) counted")
                .param("person", person.value()).param("most", Inbox.MOST).query(Integer.class).single();
    }

    List<ReceivedNotice> page(UserId person, @Nullable NoticeKind kind, boolean unreadOnly, @Nullable Long before, int size) {
        return database.sql("""
                select * from notice where person = :person and (:kind::varchar is null or kind = :kind) and (not :unread or read_at is null)
                    and (:before::bigint is null or id < :before) order by id desc limit :size""")
                .param("person", person.value()).param("kind", kind == null ? null : kind.name()).param("unread", unreadOnly)
                .param("before", before).param("size", size).query(StoredNotices::notice).list();
    }

    private static ReceivedNotice notice(ResultSet row, int number) throws SQLException {
        var read = row.getTimestamp("read_at");
        return new ReceivedNotice(row.getLong("id"), NoticeKind.valueOf(row.getString("kind")), row.getString("title"), row.getString("text"),
                row.getString("address"), row.getTimestamp("at").toInstant(), read == null ? null : read.toInstant());
    }

    void read(UserId person, long id) {
        database.sql("update notice set read_at = now() where person = :person and id = :id and read_at is null")
                .param("person", person.value()).param("id", id).update();
    }

    void readAll(UserId person, @Nullable NoticeKind kind) {
        database.sql("update notice set read_at = now() where person = :person and read_at is null and (:kind::varchar is null or kind = :kind)")
                .param("person", person.value()).param("kind", kind == null ? null : kind.name()).update();
    }

    void cleanUp(Instant before) {
        database.sql("delete from notice where at < :before").param("before", Timestamp.from(before)).update();
    }
}
