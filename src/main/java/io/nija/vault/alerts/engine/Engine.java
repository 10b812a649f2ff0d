package io.nija.vault.alerts.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import javax.sql.DataSource;

import io.nija.vault.alerts.settings.AlertProperties;
import io.nija.vault.alerts.tell.Announcer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Asks all rules again and again. Of several consoles one does: the one whose connection to the database holds the lock.
 * While the database is away, each console asks by itself and goes on from what it remembers; see
 * src/docs/decisions/one-console-raises-the-alarms.md.
 */
final class Engine implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(Engine.class);

    private static final Duration CLEAN_UP = Duration.ofHours(1);
    private static final Duration TO_ANSWER = Duration.ofSeconds(10);

    private final DataSource database;
    private final Rules rules;
    private final AlertProperties properties;
    private final Board board;
    private final MemoryStore memory;
    private final Telling telling;
    private final Checks checks = new Checks(TO_ANSWER);
    private @Nullable Connection connection;
    private boolean leading;
    private Instant cleanedUp = Instant.MIN;
    private volatile boolean running = true;

    /** @param database gives connections of the engine's own, which it keeps */
    Engine(DataSource database, Rules rules, AlertProperties properties, Board board, Announcer announcer) {
        this.database = database;
        this.rules = rules;
        this.properties = properties;
        this.board = board;
        memory = new MemoryStore(announcer);
        telling = new Telling(rules, properties);
    }

    void stop() {
        running = false;
    }

    @Override
    public void run() {
        try (checks) {
            while (running) {
                try {
                    round();
                } catch (RuntimeException e) {
                    log.error("The rules of alerts could not be asked", e);
                }
                Thread.sleep(properties.interval());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            disconnect();
        }
    }

    void round() throws InterruptedException {
        var store = store();
        if (store != null && !leading) {
            follow(store);
            return;
        }
        var answers = checks.ask(rules.all().stream().filter(ConfiguredRule::enabled).toList());
        if (store == null || !take(store, answers)) {
            take(memory, answers, Instant.now());
            board.show(memory.current(), answers);
        }
    }

    /** Null when the database is away. Whether this console leads is known then, too. */
    private @Nullable DatabaseStore store() {
        try {
            if (connection == null || !connection.isValid(3)) {
                disconnect();
                connection = database.getConnection();
            }
            var store = new DatabaseStore(connection, board.announcer());
            if (!leading && store.lock()) {
                store.takeOver(memory.happened());
                memory.remember(store, Instant.now());
                leading = true;
                log.info("This console asks the rules of alerts");
            }
            return store;
        } catch (SQLException | DataAccessException | TransactionException e) {
            away(e);
            return null;
        }
    }

    private void follow(DatabaseStore store) {
        try {
            memory.remember(store, Instant.now());
            board.show(memory.current(), List.of());
        } catch (DataAccessException | TransactionException e) {
            away(e);
        }
    }

    private boolean take(DatabaseStore store, List<Checked> answers) {
        var now = Instant.now();
        try {
            take((Store) store, answers, now);
            memory.remember(store, now);
            board.show(memory.current(), answers);
            if (cleanedUp.plus(CLEAN_UP).isBefore(now)) {
                store.cleanUp(now.minus(properties.keep()));
                cleanedUp = now;
            }
            return true;
        } catch (DataAccessException | TransactionException e) {
            away(e);
            return false;
        }
    }

    private void take(Store store, List<Checked> answers, Instant now) {
        var changes = Round.of(store.current(), answers, properties.interval(), now);
        store.save(changes, answers, now);
        changes.stream().filter(change -> change.what() != null).forEach(change -> log(change, store == memory ? Level.WARN : Level.INFO));
        telling.tell(store, now);
    }

    /** Whoever looks at the log only finds out, too. It is louder where it may be the only place. */
    private static void log(Change change, Level level) {
        var alert = change.after();
        if (alert != null) {
            log.atLevel(level).log("Alert {}: {} {} ({}): {}", change.what(), alert.severity(), alert.rule(), alert.subject(), alert.text());
        }
    }

    private void away(Exception e) {
        log.warn("Alerts go on in memory, as the database is away: {}", e.getMessage());
        disconnect();
    }

    private void disconnect() {
        leading = false;
        try (var ended = connection) {
            connection = null;
        } catch (SQLException e) {
            log.debug("A broken connection", e);
        }
    }
}
