package io.nija.vault.delivery.send;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.nija.vault.delivery.Channel;
import io.nija.vault.delivery.Letter;
import io.nija.vault.delivery.Undelivered;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The letters in the database. */
final class StoredLetters {

    /** A sender that has not said by then how it went counts as gone. Longer than any mail server or webhook is waited for. */
    private static final String CLAIM = """
            update letter set claimed_until = now() + interval '2 minutes', attempts = attempts + 1
            where id = (select id from letter where delivered_at is null and gave_up_at is null and next_try <= now()
                and (claimed_until is null or claimed_until < now())
                and (channel = 'MAIL' and :mail or channel = 'WEBHOOK' and recipient = any (:webhooks)) order by next_try limit 1 for update skip locked)
            returning *""";
    private static final int ERROR = 400;

    private final JdbcClient database;

    StoredLetters(JdbcClient database) {
        this.database = database;
    }

    static void put(Letter letter, JdbcClient transaction) {
        transaction.sql("""
                insert into letter (about, channel, recipient, subject, content, address, link)
                values (:about, :channel, :recipient, :subject, :content, :address, :link)""")
                .param("about", letter.about()).param("channel", letter.channel().name()).param("recipient", letter.recipient())
                .param("subject", letter.subject()).param("content", letter.content()).param("address", letter.address()).param("link", letter.link()).update();
    }

    /** One whose turn it is, for whoever calls alone. */
    Optional<WaitingLetter> claim(Senders senders) {
        return database.sql(CLAIM).param("mail", senders.sendsMail()).param("webhooks", senders.webhooks().toArray(String[]::new))
                .query(StoredLetters::waiting).optional();
    }

    private static WaitingLetter waiting(ResultSet row, int number) throws SQLException {
        var letter = new Letter(row.getString("about"), Channel.valueOf(row.getString("channel")), row.getString("recipient"), row.getString("subject"),
                row.getString("content"), row.getString("address"), row.getString("link"));
        return new WaitingLetter(row.getObject("id", UUID.class), row.getTimestamp("at").toInstant(), letter, row.getInt("attempts"));
    }

    /** What it said is nobody's business any more. */
    void delivered(UUID id) {
        database.sql("update letter set delivered_at = now(), error = null, content = '', link = null where id = :id").param("id", id).update();
    }

    /** Whoever sends it again all the same sends it without the link. */
    void gaveUp(UUID id, String error) {
        database.sql("update letter set gave_up_at = now(), claimed_until = null, error = :error, link = null where id = :id").param("id", id)
                .param("error", shortened(error)).update();
    }

    void failed(UUID id, String error, Duration wait) {
        database.sql("update letter set next_try = now() + make_interval(secs => :wait), claimed_until = null, error = :error where id = :id").param("id", id)
                .param("wait", wait.toMillis() / 1000.0).param("error", shortened(error)).update();
    }

    private static String shortened(String error) {
        return error.length() > ERROR ? error.substring(0, ERROR) : error;
    }

    List<Undelivered> undelivered() {
        return database.sql("""
                select id, at, about, channel, recipient, attempts, error, gave_up_at is not null as gave_up from letter
                where delivered_at is null and error is not null and at > now() - interval '3 days' order by at desc limit 50""")
                .query((row, number) -> new Undelivered(row.getObject("id", UUID.class), row.getTimestamp("at").toInstant(), row.getString("about"),
                        Channel.valueOf(row.getString("channel")), row.getString("recipient"), row.getInt("attempts"), row.getString("error"),
                        row.getBoolean("gave_up"))).list();
    }

    void sendAgain(UUID id) {
        database.sql("update letter set gave_up_at = null, at = now(), next_try = now(), attempts = 0 where id = :id and gave_up_at is not null")
                .param("id", id).update();
    }

    void cleanUp(Instant before) {
        database.sql("delete from letter where at < :before and (delivered_at is not null or gave_up_at is not null)").param("before", Timestamp.from(before))
                .update();
    }
}
