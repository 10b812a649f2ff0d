package io.nija.vault.alerts.engine;

import java.time.Duration;

import javax.sql.DataSource;

import io.nija.vault.alerts.settings.AlertProperties;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Lets the engine run while the console does. */
@Component
class AlertWatch implements SmartLifecycle {

    private static final Duration TO_STOP = Duration.ofSeconds(5);

    private final Engine engine;
    private @Nullable Thread thread;

    AlertWatch(JdbcConnectionDetails details, Rules rules, AlertProperties properties, Board board) {
        engine = new Engine(database(details), rules, properties, board, board.outbox());
    }

    /** Not the pool's: the connection with the lock is kept, and rules that find the pool empty must be heard. */
    private static DataSource database(JdbcConnectionDetails details) {
        var database = new PGSimpleDataSource();
        database.setUrl(details.getJdbcUrl());
        database.setUser(details.getUsername());
        database.setPassword(details.getPassword());
        database.setConnectTimeout(3);
        database.setSocketTimeout(10);
        database.setApplicationName("alerts");
        return database;
    }

    @Override
    public void start() {
        thread = Thread.ofPlatform().name("alerts").daemon().start(engine);
    }

    @Override
    public void stop() {
        engine.stop();
        var ending = thread;
        thread = null;
        if (ending != null) {
            ending.interrupt();
            try {
                ending.join(TO_STOP);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
