package io.nija.vault.alerts.tell;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;

/**
 * Messages on their way. They wait in the database, from where any console sends each, or in memory while that is away.
 * What does not arrive is tried again after ever longer times, and given up after some. A console that is killed right
 * after it sent one leaves it to be sent once more; none is left out.
 */
public final class Outbox implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Outbox.class);

    private static final int ATTEMPTS = 6;
    private static final int LONGER = 4;
    private static final int IN_MEMORY_AT_MOST = 1000;
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final String CLAIM = """
            update alert_message set claimed_until = now() + interval '2 minutes', attempts = attempts + 1
            where id = (select id from alert_message where delivered_at is null and gave_up_at is null and next_try <= now()
                and (claimed_until is null or claimed_until < now()) and channel = any (:channels) order by next_try limit 1 for update skip locked)
            returning id, channel, content, attempts""";

    private record Waiting(long id, String channel, String content, int attempts, Instant nextTry) {
    }

    private final Map<String, Channel> channels;
    private final Duration retry;
    private final JdbcClient database;
    private final Queue<Waiting> inMemory = new ConcurrentLinkedQueue<>();
    private @Nullable Thread thread;

    /** @param retry how long after the first attempt there is another */
    Outbox(List<Channel> channels, Duration retry, JdbcClient database) {
        this.channels = channels.stream().collect(Collectors.toUnmodifiableMap(Channel::name, Function.identity()));
        this.retry = retry;
        this.database = database;
    }

    /** Puts a message for each channel into the database, in the caller's transaction. */
    public void put(Message message, JdbcClient transaction) {
        channels.keySet().forEach(channel -> transaction.sql("""
                insert into alert_message (at, rule, channel, content, next_try) values (:at, :rule, :channel, :content, now())""")
                .param("at", Timestamp.from(message.at())).param("rule", message.rule()).param("channel", channel)
                .param("content", MessageJson.of(message)).update());
    }

    /** The same while the database is away. */
    public void putInMemory(Message message) {
        for (var channel : channels.keySet()) {
            if (inMemory.size() < IN_MEMORY_AT_MOST) {
                inMemory.add(new Waiting(0, channel, MessageJson.of(message), 0, Instant.now()));
            }
        }
    }

    private void deliver() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                deliverFromMemory();
                for (var next = claim(); next.isPresent() && !Thread.currentThread().isInterrupted(); next = claim()) {
                    deliver(next.get());
                }
            } catch (DataAccessException | TransactionException e) {
                log.debug("Messages of alerts cannot be looked for at the moment", e);
            } catch (RuntimeException e) {
                log.error("Messages of alerts could not be sent", e);
            }
            try {
                Thread.sleep(LOOK);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private Optional<Waiting> claim() {
        return database.sql(CLAIM).param("channels", channels.keySet().toArray(String[]::new))
                .query((row, number) -> new Waiting(row.getLong(1), row.getString(2), row.getString(3), row.getInt(4), Instant.MIN)).optional();
    }

    private void deliver(Waiting waiting) {
        var error = send(waiting);
        if (error == null) {
            database.sql("update alert_message set delivered_at = now(), error = null where id = :id").param("id", waiting.id).update();
        } else if (waiting.attempts >= ATTEMPTS) {
            database.sql("update alert_message set gave_up_at = now(), error = :error where id = :id").param("id", waiting.id).param("error", error).update();
        } else {
            database.sql("update alert_message set next_try = :next, claimed_until = null, error = :error where id = :id").param("id", waiting.id)
                    .param("next", Timestamp.from(next(waiting.attempts))).param("error", error).update();
        }
    }

    private void deliverFromMemory() {
        for (int i = inMemory.size(); i > 0; i--) {
            var waiting = inMemory.poll();
            if (waiting != null && waiting.nextTry.isAfter(Instant.now())) {
                inMemory.add(waiting);
            } else if (waiting != null && send(waiting) != null && waiting.attempts + 1 < ATTEMPTS) {
                inMemory.add(new Waiting(0, waiting.channel, waiting.content, waiting.attempts + 1, next(waiting.attempts + 1)));
            }
        }
    }

    private Instant next(int attempts) {
        return Instant.now().plus(retry.multipliedBy((long) Math.pow(LONGER, attempts - 1)));
    }

    /** @return why it did not arrive; null when it did */
    private @Nullable String send(Waiting waiting) {
        try {
            channels.get(waiting.channel).send(MessageJson.parse(waiting.content));
            return null;
        } catch (UndeliveredException e) {
            log.warn("A message about an alert did not arrive by {}: {}", waiting.channel, e.getMessage());
            var reason = String.valueOf(e.getMessage());
            return reason.length() > 400 ? reason.substring(0, 400) : reason;
        }
    }

    @Override
    public void start() {
        if (!channels.isEmpty()) {
            thread = Thread.ofPlatform().name("alert-messages").daemon().start(this::deliver);
        }
    }

    @Override
    public void stop() {
        if (thread != null) {
            thread.interrupt();
            thread = null;
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
