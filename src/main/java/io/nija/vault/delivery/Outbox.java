package io.nija.vault.delivery;

import java.util.List;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Letters on their way. They wait in the database, from where any console sends each. What does not arrive is tried again after
 * ever longer times, and given up after a day. A console that is killed right after it sent one leaves it to be sent once more under
 * the same number, by which receivers tell; none is left out.
 */
public interface Outbox {

    /** Whether there is a mail server. */
    boolean sendsMail();

    /** Whether there is a webhook of that name. */
    boolean postsTo(String webhook);

    /**
     * In the caller's transaction, so that it goes out when, and only when, what it is about came about.
     *
     * @throws org.springframework.dao.DataAccessException when the database does not answer
     */
    void put(Letter letter);

    /** The same over a connection of the caller's own. */
    void put(Letter letter, JdbcClient transaction);

    /** For what has to be told although the database is away. It is lost with this console. */
    void putInMemory(Letter letter);

    /** Letters of the last days that have failed at least once and have not arrived, the latest first. */
    List<Undelivered> undelivered();

    /** Sends what was given up as if it were new. Nothing happens to others. */
    void sendAgain(UUID letter);
}
