package io.nija.vault.alerts.figures;

import java.util.concurrent.atomic.AtomicBoolean;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Asks PostgreSQL every few seconds whether it answers, so that nobody who wants to know has to wait for it. */
@Component
class DatabaseHealth {

    private final JdbcClient database;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile boolean up = true;

    DatabaseHealth(JdbcClient database) {
        this.database = database;
    }

    /** As of the last look. */
    boolean isUp() {
        return up;
    }

    /** At a fixed rate, since jobs with a fixed delay wait for each other; one that is still asking is not overtaken. */
    @Scheduled(fixedRateString = "${console.database-check:2s}")
    void check() {
        if (!asking.compareAndSet(false, true)) {
            return;
        }
        try {
            up = database.sql("select 1").query(Integer.class).single() == 1;
        } catch (DataAccessException | TransactionException e) {
            up = false;
        } finally {
            asking.set(false);
        }
    }
}
