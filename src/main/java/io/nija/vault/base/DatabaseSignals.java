package io.nija.vault.base;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.SmartLifecycle;

/**
 * Hears what the database passes on from any console, over a connection of its own: {@code notify} says it when, and only when, the
 * transaction in which it was said is committed. While the database is away nothing is heard.
 */
public abstract class DatabaseSignals implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(DatabaseSignals.class);

    private static final Duration TO_ANSWER = Duration.ofSeconds(20);
    private static final Duration TO_STOP = Duration.ofSeconds(5);
    private static final Duration AGAIN = Duration.ofSeconds(2);
    /** After that long without a word it is asked whether the connection is still one. */
    private static final int SILENCE_MILLIS = 5_000;
    private static final int VALID_SECONDS = 3;

    private final DataSource database;
    private final String channel;
    private @Nullable Thread thread;
    private volatile @Nullable Connection current;

    /** @param channel lower-case letters and underscores */
    protected DatabaseSignals(JdbcConnectionDetails details, String channel) {
        database = OwnConnections.to(details, channel, TO_ANSWER);
        this.channel = channel;
    }

    /** On the thread that hears. @param said the words of some notifications, each once */
    protected abstract void heard(Set<String> said);

    /** On that thread: words may have been missed, as this is the beginning, or the database was away. */
    protected abstract void missed();

    @Override
    public void start() {
        thread = Thread.ofPlatform().name(channel + " signals").daemon().start(this::listen);
    }

    @Override
    public void stop() {
        var ending = thread;
        thread = null;
        if (ending != null) {
            ending.interrupt();
            // It may be waiting for words, which an interrupt does not end.
            var open = current;
            try {
                if (open != null) {
                    open.abort(Runnable::run);
                }
                ending.join(TO_STOP);
            } catch (SQLException e) {
                log.debug("The connection of {} does not end by itself", channel, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void listen() {
        while (!Thread.currentThread().isInterrupted()) {
            try (var connection = database.getConnection()) {
                current = connection;
                hear(connection);
            } catch (SQLException e) {
                log.debug("Nothing is heard of {} for a moment", channel, e);
            } finally {
                current = null;
            }
            try {
                Thread.sleep(AGAIN);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void hear(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("listen " + channel);
        }
        tell(this::missed);
        var notifications = connection.unwrap(PGConnection.class);
        while (!Thread.currentThread().isInterrupted()) {
            var heard = notifications.getNotifications(SILENCE_MILLIS);
            if (heard != null && heard.length > 0) {
                var said = new TreeSet<String>();
                for (var one : heard) {
                    said.add(one.getParameter());
                }
                tell(() -> heard(said));
            } else if (!connection.isValid(VALID_SECONDS)) {
                return;
            }
        }
    }

    private void tell(Runnable what) {
        try {
            what.run();
        } catch (RuntimeException e) {
            log.warn("What was heard of {} could not be taken: {}", channel, e.getMessage());
            log.debug("Why", e);
        }
    }
}
