package io.nija.vault.audit.ingest;

import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

/**
 * Writes one batch while the next is read: the database works for about as long as the reading does, so taking turns would
 * halve the speed. What fails is thrown at whoever comes next, and nothing is written after it.
 */
final class Writing implements AutoCloseable {

    /** Returns when a batch is in the database. */
    interface Writer {

        void write(Prepared batch) throws SQLException;
    }

    private final Writer writer;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(Thread.ofPlatform().name("audit-write").daemon().factory());
    private @Nullable Future<?> current;

    Writing(Writer writer) {
        this.writer = writer;
    }

    /** Returns when the batch before this one is in the database. */
    void write(Prepared batch) throws SQLException {
        finish();
        current = thread.submit(() -> {
            writer.write(batch);
            return null;
        });
    }

    /** Returns when all is in the database, and nobody uses the connection. */
    void finish() throws SQLException {
        var last = current;
        current = null;
        if (last == null) {
            return;
        }
        boolean interrupted = false;
        try {
            for (;;) {
                try {
                    last.get();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Waits as well: the connection goes back to the pool after this. */
    @Override
    public void close() {
        thread.close();
    }
}
