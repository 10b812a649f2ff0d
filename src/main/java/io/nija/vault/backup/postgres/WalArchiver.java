package io.nija.vault.backup.postgres;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.nija.vault.backup.BackupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Archives the WAL of a server for as long as it runs. Of several consoles one does; the others try again and again. What the server has
 * not been told to be archived it keeps, so that nothing is missing after any interruption.
 */
public final class WalArchiver implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(WalArchiver.class);
    private static final Duration AGAIN = Duration.ofSeconds(2);
    private static final Duration AGAIN_AT_MOST = Duration.ofSeconds(30);

    private final String name;
    private final PostgresAccess server;
    private final Supplier<ArchiveSetup> setup;
    private final Duration closeEvery;
    private final Consumer<WalProgress> journal;
    private @Nullable Thread thread;
    private volatile @Nullable ArchivingSession session;
    private volatile boolean ending;
    private WalProgress progress = new WalProgress("");

    /**
     * @param name       of what is in the server, for people
     * @param setup      is asked at each new connection
     * @param closeEvery how much is lost at most when the server is lost
     * @param journal    is told of each change, on any thread; what it throws is logged
     */
    public WalArchiver(String name, PostgresAccess server, Supplier<ArchiveSetup> setup, Duration closeEvery, Consumer<WalProgress> journal) {
        this.name = name;
        this.server = server;
        this.setup = setup;
        this.closeEvery = closeEvery;
        this.journal = journal;
    }

    public synchronized void start() {
        thread = Thread.ofPlatform().name("WAL of " + name).daemon().start(this::archive);
    }

    @Override
    public void close() {
        ending = true;
        var archiving = thread;
        if (archiving != null) {
            archiving.interrupt();
            var open = session;
            if (open != null) {
                open.end();
            }
            try {
                archiving.join(AGAIN_AT_MOST);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void archive() {
        var again = AGAIN;
        while (!ending) {
            long began = System.nanoTime();
            try {
                session = new ArchivingSession(server, setup.get(), closeEvery, new Changes());
                session.run();
                continue;
            } catch (ReplicationSlot.SlotTakenException e) {
                again = AGAIN;
            } catch (Exception e) {
                if (ending) {
                    return;
                }
                again = System.nanoTime() - began > AGAIN_AT_MOST.toNanos() ? AGAIN : longer(again);
                failed(e);
            }
            try {
                Thread.sleep(again);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static Duration longer(Duration time) {
        return time.multipliedBy(2).compareTo(AGAIN_AT_MOST) < 0 ? time.multipliedBy(2) : AGAIN_AT_MOST;
    }

    private void failed(Exception e) {
        var words = e instanceof BackupException ? e.getMessage() : "%s (%s)".formatted(e.getMessage(), e.getClass().getSimpleName());
        log.warn("The WAL of {} is not archived for now: {}", name, words);
        log.debug("Why", e);
        change(before -> before.problem(words));
    }

    private synchronized void change(UnaryOperator<WalProgress> change) {
        progress = change.apply(progress);
        try {
            journal.accept(progress);
        } catch (RuntimeException e) {
            log.warn("How far the archive of the WAL of {} has come cannot be written down now", name, e);
        }
    }

    private synchronized void began(String systemIdentifier) {
        if (!progress.systemIdentifier().equals(systemIdentifier)) {
            progress = new WalProgress(systemIdentifier);
        }
    }

    private final class Changes implements ArchivingSession.Report {

        @Override
        public void began(String systemIdentifier) {
            WalArchiver.this.began(systemIdentifier);
            change(before -> before.problem(null));
        }

        @Override
        public void changed(UnaryOperator<WalProgress> change) {
            change(change);
        }
    }
}
