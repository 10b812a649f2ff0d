package io.nija.vault.audit;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Writes down reads that are answered without Vault, before they are answered. Many reads share a commit, as the disk
 * takes as long for one record as for a hundred.
 * <p>
 * The same statement looks whether the index still has the version that the answer would hold. Every change of a key is
 * in the index before it is reported as done, by whichever gateway, so no answer is older than that: see
 * src/docs/decisions/a-cache-without-plaintext.md.
 */
@Component
public class AccessRecords implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(AccessRecords.class);

    private static final String RECORD = """
            with read as (
                select * from unnest(?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::int[], ?::text[], ?::text[])
                    with ordinality as read (at, reader, owner, key, version, address, request_id, number)
            ), current as (
                select read.* from read join credential using (owner, key)
                where credential.version = read.version and credential.state = 'ACTIVE' and not credential.in_doubt
            ), recorded as (
                insert into access_record (at, person, owner, key, version, address, request_id)
                select at, reader, owner, key, version, left(address, 45), request_id from current
            )
            select number from current
            """;
    private static final int AT_ONCE = 256;
    private static final int WAITING_AT_MOST = 4096;
    /** After a failure, reads go to Vault at once instead of waiting for the database to fail again. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** What became of a record. */
    public enum Outcome {
        /** It is on disk, and the answer is not outdated: it may be given. */
        RECORDED,
        /** The index has another version of the key. Nothing was recorded. */
        OUTDATED,
        /** Whether it was recorded is not known. */
        FAILED
    }

    private record Waiting(CachedRead read, CompletableFuture<Outcome> recorded) {
    }

    private final DataSource database;
    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>(WAITING_AT_MOST);
    private @Nullable Thread writer;
    private volatile Instant pausedUntil = Instant.MIN;
    private volatile boolean running;

    AccessRecords(DataSource database) {
        this.database = database;
    }

    /** Records a read. Unless the outcome is {@link Outcome#RECORDED}, Vault has to be asked. */
    public CompletableFuture<Outcome> record(CachedRead read) {
        var waiting = new Waiting(read, new CompletableFuture<>());
        // The second look is for one that comes while this is stopped: nobody would find it in the queue.
        if (!running || Instant.now().isBefore(pausedUntil) || !queue.offer(waiting) || !running) {
            waiting.recorded.complete(Outcome.FAILED);
        }
        return waiting.recorded;
    }

    private void write() {
        var batch = new ArrayList<Waiting>(AT_ONCE);
        while (running) {
            try {
                batch.add(queue.take());
                queue.drainTo(batch, AT_ONCE - 1);
                write(batch);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (SQLException | RuntimeException e) {
                pausedUntil = Instant.now().plus(PAUSE);
                log.warn("Cached answers cannot be recorded, so Vault answers: {}", e.getMessage());
            } finally {
                batch.forEach(waiting -> waiting.recorded.complete(Outcome.FAILED));
                batch.clear();
            }
        }
    }

    private void write(List<Waiting> batch) throws SQLException {
        try (var connection = database.getConnection(); var statement = connection.prepareStatement(RECORD)) {
            statement.setArray(1, array(connection, "timestamptz", batch, read -> Timestamp.from(read.at())));
            statement.setArray(2, array(connection, "text", batch, read -> read.reader().value()));
            statement.setArray(3, array(connection, "text", batch, read -> read.key().owner().value()));
            statement.setArray(4, array(connection, "text", batch, read -> read.key().key()));
            statement.setArray(5, array(connection, "int4", batch, CachedRead::version));
            statement.setArray(6, array(connection, "text", batch, CachedRead::address));
            statement.setArray(7, array(connection, "text", batch, CachedRead::requestId));
            var current = new ArrayList<Integer>(batch.size());
            // With auto-commit, the records are on disk when the statement has run.
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    current.add(rows.getInt(1));
                }
            }
            current.forEach(number -> batch.get(number - 1).recorded.complete(Outcome.RECORDED));
            batch.forEach(waiting -> waiting.recorded.complete(Outcome.OUTDATED));
        }
    }

    private static Array array(Connection connection, String type, List<Waiting> batch,
            Function<CachedRead, Object> field) throws SQLException {
        return connection.createArrayOf(type, batch.stream().map(waiting -> field.apply(waiting.read)).toArray());
    }

    @Override
    public void start() {
        running = true;
        // One: a second would only make the commits smaller.
        writer = Thread.ofPlatform().name("access-records").daemon().start(this::write);
    }

    @Override
    public void stop() {
        running = false;
        if (writer != null) {
            writer.interrupt();
        }
        queue.forEach(waiting -> waiting.recorded.complete(Outcome.FAILED));
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
