package io.nija.vault.requests.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import io.nija.vault.base.OwnConnections;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells pages that requests have changed, on whichever console: the database passes it on when, and only when, the change is committed. */
@Component
class RequestSignals implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(RequestSignals.class);

    private static final String CHANNEL = "request_change";
    private static final Duration TO_ANSWER = Duration.ofSeconds(10);
    /** After that long without a word it is asked whether the connection is still one. */
    private static final int SILENCE_MILLIS = 10_000;
    private static final int VALID_SECONDS = 3;
    private static final Duration AGAIN = Duration.ofSeconds(2);

    private final JdbcClient database;
    private final DataSource own;
    private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();
    private final CountDownLatch ended = new CountDownLatch(1);
    private @Nullable Thread thread;

    RequestSignals(JdbcClient database, JdbcConnectionDetails details) {
        this.database = database;
        own = OwnConnections.to(details, "requests", TO_ANSWER);
    }

    /** In the transaction of the change. */
    void changed() {
        database.sql("select pg_notify('" + CHANNEL + "', '')").query((row, number) -> "").single();
    }

    /** @return what ends that */
    Runnable onChange(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private void listen() {
        try {
            do {
                try (var connection = own.getConnection()) {
                    hear(connection);
                } catch (SQLException e) {
                    log.debug("No news of requests for a moment", e);
                }
            } while (!ended.await(AGAIN.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void hear(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("listen " + CHANNEL);
        }
        var notifications = connection.unwrap(PGConnection.class);
        // Whatever was said while nobody listened.
        tell();
        while (ended.getCount() > 0) {
            var heard = notifications.getNotifications(SILENCE_MILLIS);
            if (heard != null && heard.length > 0) {
                tell();
            } else if (!connection.isValid(VALID_SECONDS)) {
                return;
            }
        }
    }

    private void tell() {
        for (var listener : listeners) {
            try {
                listener.run();
            } catch (RuntimeException e) {
                log.debug("A listener, most likely of a page that was just closed, did not take the change", e);
            }
        }
    }

    @Override
    public void start() {
        thread = Thread.ofPlatform().name("requests").daemon().start(this::listen);
    }

    @Override
    public void stop() {
        ended.countDown();
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
