package io.nija.vault.alerts.engine;

import java.time.Duration;

import io.nija.vault.alerts.settings.AlertProperties;
import io.nija.vault.base.OwnConnections;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Lets the engine run while the console does. */
@Component
class AlertWatch implements SmartLifecycle {

    private static final Duration TO_STOP = Duration.ofSeconds(5);
    private static final Duration TO_ANSWER = Duration.ofSeconds(10);

    private final Engine engine;
    private @Nullable Thread thread;

    AlertWatch(JdbcConnectionDetails details, Rules rules, AlertProperties properties, Board board) {
        // Rules that find the pool empty must be heard.
        engine = new Engine(OwnConnections.to(details, "alerts", TO_ANSWER), rules, properties, board, board.announcer());
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
