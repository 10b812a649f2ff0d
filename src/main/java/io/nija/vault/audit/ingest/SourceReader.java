package io.nija.vault.audit.ingest;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one source for as long as it runs. Of several consoles one reads it: the one whose connection to the database
 * holds the lock, and all it writes goes through that connection, so whoever loses the lock can write nothing more.
 */
final class SourceReader implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(SourceReader.class);

    /** Begins to take lines from where the state says that the reading ended. */
    private interface Opening {

        Feed open(Connection connection, SourceState state);
    }

    private static final Duration NOTHING_NEW = Duration.ofMillis(100);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(1);
    private static final Duration FIGURES = Duration.ofSeconds(2);

    private final DataSource database;
    private final String name;
    private final Opening opening;
    private volatile boolean running = true;
    private volatile @Nullable SourceHead head;

    /**
     * @param name what the source is called, say the node whose log it is
     * @param file where Vault writes its audit log
     */
    SourceReader(DataSource database, String name, Path file) {
        this(database, name, (connection, state) -> new LogFiles(file, state.positions()));
    }

    private SourceReader(DataSource database, String name, Opening opening) {
        this.database = database;
        this.name = name;
        this.opening = opening;
    }

    /** The reader of the records of all consoles. */
    static SourceReader ofConsole(DataSource database) {
        return new SourceReader(database, AuditLogs.CONSOLE, (connection, state) -> new Inbox(connection));
    }

    void stop() {
        running = false;
    }

    /** How far this reader has come; null when another one reads the source, as far as this one knows. */
    @Nullable SourceHead head() {
        return head;
    }

    @Override
    public void run() {
        while (running) {
            try (var connection = database.getConnection()) {
                var source = SourceEntry.of(connection, name);
                if (source.lock()) {
                    try {
                        read(connection, source);
                    } catch (IOException | RuntimeException | LinkageError e) {
                        source.problem("It cannot be read: " + e.getMessage());
                        throw e;
                    } finally {
                        source.unlock();
                    }
                }
            } catch (SQLException | IOException | RuntimeException | LinkageError e) {
                head = null;
                log.warn("The records of {} cannot be read on at the moment: {}", name, e.getMessage());
            }
            pause(AFTER_A_FAILURE);
        }
    }

    private void read(Connection connection, SourceEntry source) throws SQLException, IOException {
        var state = SourceState.load(connection, source.id());
        var format = LogFormat.of(name);
        var preparing = new Preparing(database, state);
        var figures = Instant.MIN;
        head = new SourceHead(name, state.lines(), state.chain().head());
        try (var feed = opening.open(connection, state); var writing = writing(connection, source.id(), feed)) {
            while (running) {
                var lines = next(feed);
                if (lines != null) {
                    writing.write(preparing.prepare(Batch.of(lines, format, state)));
                }
                if (lines == null || !feed.readsAhead() || Instant.now().isAfter(figures.plus(FIGURES))) {
                    writing.finish();
                }
                if (Instant.now().isAfter(figures.plus(FIGURES))) {
                    tell(source, feed);
                    figures = Instant.now();
                }
                if (lines == null) {
                    pause(NOTHING_NEW);
                }
            }
        }
    }

    private Writing writing(Connection connection, int source, Feed feed) {
        var writer = new BatchWriter(connection, source, feed);
        return new Writing(prepared -> {
            writer.write(prepared);
            head = new SourceHead(name, prepared.batch().linesSoFar(), prepared.batch().head());
        });
    }

    /** A log that is not there is one of a node that is away, or has not written anything yet. */
    private static @Nullable Lines next(Feed feed) throws IOException, SQLException {
        try {
            return feed.next();
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private static void tell(SourceEntry source, Feed feed) throws SQLException, IOException {
        try {
            source.read(feed.behind(), null);
        } catch (NoSuchFileException e) {
            source.read(0, "There is no file " + e.getFile());
        }
    }

    private void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            running = false;
        }
    }
}
