package io.nija.vault.audit.coverage;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import io.nija.vault.vault.OwnCalls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Tells the database every few seconds how many calls this process has made, so that calls without a record are noticed
 * even when no later one has one, and what those were that are missing.
 */
@Component
class CallerReport implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(CallerReport.class);

    /** By then a call has been answered or given up, and its record has been read, unless the reading is behind. */
    static final Duration DUE_AFTER = Duration.ofMinutes(1);

    private record Mark(Instant at, long number) {
    }

    private final JdbcClient database;
    private final OwnCalls calls;
    private final Deque<Mark> marks = new ArrayDeque<>();
    private long due;
    private volatile boolean running;

    CallerReport(JdbcClient database, OwnCalls calls) {
        this.database = database;
        this.calls = calls;
    }

    @Scheduled(fixedDelayString = "${audit.coverage.report:5s}")
    synchronized void report() {
        if (running) {
            tell();
        }
    }

    private void tell() {
        long sent = calls.last();
        marks.addLast(new Mark(Instant.now(), sent));
        while (marks.getFirst().at.isBefore(Instant.now().minus(DUE_AFTER))) {
            due = marks.removeFirst().number;
        }
        try {
            database.sql("""
                    insert into audit_caller (name, sent, due) values (:name, :sent, :due)
                    on conflict (name) do update set sent = excluded.sent, due = excluded.due, last_seen = now()""")
                    .param("name", calls.caller()).param("sent", sent).param("due", due).update();
            missing().forEach(this::describe);
        } catch (DataAccessException | TransactionException e) {
            log.debug("How many calls there were cannot be reported at the moment: {}", e.getMessage());
        }
    }

    private List<Long> missing() {
        return database.sql("""
                select n from audit_caller c, unnest(int8multirange(int8range(1, :due + 1)) - c.seen - c.unanswered) gap,
                    generate_series(greatest(lower(gap), upper(gap) - 100), upper(gap) - 1) n
                where c.name = :name and not exists (select from audit_gap g where g.caller_id = c.id and g.number = n)
                order by n desc limit 100""").param("name", calls.caller()).param("due", due).query(Long.class).list();
    }

    private void describe(long number) {
        calls.recent(number).ifPresent(call -> database.sql("""
                insert into audit_gap (caller_id, number, at, operation, path, request_id)
                select id, :number, :at, :operation, left(:path, 512), :request from audit_caller where name = :name on conflict do nothing""")
                .param("name", calls.caller()).param("number", number).param("at", Timestamp.from(call.at())).param("operation", call.method())
                .param("path", call.path()).param("request", call.requestId()).update());
    }

    @Override
    public void start() {
        running = true;
    }

    /** The last ones, too. What this process still calls after that, as it ends its Vault sessions, is seen by its record only. */
    @Override
    public void stop() {
        report();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
