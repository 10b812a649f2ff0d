package io.nija.vault.cluster.metrics;

import java.net.URI;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.nija.vault.cluster.Cluster;
import io.nija.vault.cluster.NodeCondition;
import io.nija.vault.cluster.NodeState;
import io.nija.vault.cluster.watch.Figures;
import io.nija.vault.cluster.watch.Readings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps what was read of each node. Several consoles read, each tick once; whichever comes first has its row kept. Rows are
 * drawn together to longer steps, of those that have ended only, and let go when their time is over.
 */
@Component
class Samples {

    private static final Logger log = LoggerFactory.getLogger(Samples.class);

    /** Rows of a step are made of those of the shorter one. */
    private record Step(int seconds, Duration kept) {
    }

    private static final Step SHORT = new Step((int) Readings.TICK.toSeconds(), Duration.ofDays(1));
    private static final Step MIDDLE = new Step(300, Duration.ofDays(30));
    private static final Step LONG = new Step(3600, Duration.ofDays(365));
    /** What a slow console may still bring. */
    private static final Duration LATE = Duration.ofSeconds(30);

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final Cluster cluster;
    private final StorageSize storage;
    private final Rates rates = new Rates();
    private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();

    Samples(JdbcClient database, TransactionTemplate transaction, Cluster cluster, StorageSize storage, Readings readings) {
        this.database = database;
        this.transaction = transaction;
        this.cluster = cluster;
        this.storage = storage;
        readings.onRead(this::keep);
    }

    Runnable onSample(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    void keep(Instant tick, Map<URI, Figures> figures) {
        cluster.state().nodes().forEach(node -> insert(tick, node, figures.get(node.address())));
        listeners.forEach(listener -> {
            try {
                listener.run();
            } catch (RuntimeException e) {
                log.debug("A listener, most likely of a page that was just closed, did not take the sample", e);
            }
        });
    }

    private void insert(Instant tick, NodeState node, @Nullable Figures figures) {
        var rate = figures == null ? new Rates.Rate(null, null) : rates.of(node.address(), figures);
        database.sql("""
                insert into cluster_sample (seconds, at, node, up, active, requests, logins, p50, p99, leases, tokens, memory, storage)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")
                .param(SHORT.seconds).param(Timestamp.from(tick)).param(node.name())
                .param(node.condition().serves() ? 1 : 0).param(node.condition() == NodeCondition.ACTIVE ? 1 : 0)
                .param(rate.requests()).param(rate.logins())
                .param(figures == null ? null : figures.p50()).param(figures == null ? null : figures.p99())
                .param(figures == null ? null : figures.leases()).param(figures == null ? null : figures.tokens())
                .param(figures == null ? null : figures.memory()).param(storage.of(node))
                .update();
    }

    @Scheduled(initialDelayString = "30s", fixedRateString = "${cluster.roll-up:1m}")
    void rollUp() {
        try {
            transaction.executeWithoutResult(status -> {
                if (database.sql("select pg_try_advisory_xact_lock(hashtext('cluster roll-up'))").query(Boolean.class).single()) {
                    rollUp(Instant.now());
                }
            });
        } catch (DataAccessException | TransactionException e) {
            log.warn("The cluster's figures are drawn together later: {}", e.getMessage());
        }
    }

    void rollUp(Instant now) {
        draw(SHORT, MIDDLE, now);
        draw(MIDDLE, LONG, now);
        for (var step : new Step[] { SHORT, MIDDLE, LONG }) {
            database.sql("delete from cluster_sample where seconds = ? and at < ?").param(step.seconds)
                    .param(Timestamp.from(now.minus(step.kept))).update();
        }
    }

    /** From the last step that was drawn, once more, as not all of it may have been there then. */
    private void draw(Step from, Step to, Instant now) {
        database.sql("""
                insert into cluster_sample (seconds, at, node, up, active, requests, logins, p50, p99, leases, tokens, memory, storage)
                select :to, date_bin(make_interval(secs => :to), at, 'epoch'), node, avg(up), avg(active), avg(requests), avg(logins), avg(p50), max(p99),
                       avg(leases), avg(tokens), avg(memory), avg(storage)
                from cluster_sample
                where seconds = :from and at < date_bin(make_interval(secs => :to), :now, 'epoch')
                      and at >= coalesce((select max(at) from cluster_sample where seconds = :to), 'epoch')
                group by 2, 3
                on conflict (seconds, at, node) do update set up = excluded.up, active = excluded.active, requests = excluded.requests,
                    logins = excluded.logins, p50 = excluded.p50, p99 = excluded.p99, leases = excluded.leases, tokens = excluded.tokens,
                    memory = excluded.memory, storage = excluded.storage""")
                .param("from", from.seconds).param("to", to.seconds).param("now", Timestamp.from(now.minus(LATE))).update();
    }
}
