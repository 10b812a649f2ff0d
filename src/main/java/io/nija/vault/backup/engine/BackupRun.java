package io.nija.vault.backup.engine;

import java.io.IOException;

import io.nija.vault.backup.BackupException;
import io.nija.vault.backup.BackupState;
import io.nija.vault.backup.archive.ArchiveRemover;
import io.nija.vault.backup.archive.BackupSource;
import io.nija.vault.backup.archive.Manifest;
import io.nija.vault.backup.settings.BackupSetup;
import io.nija.vault.base.ConsoleException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Makes one backup and reads it back. Nothing of one that did not come about is left, as far as the store does what it is asked. */
final class BackupRun implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(BackupRun.class);

    private final BackupSource source;
    private final BackupSetup setup;
    private final BackupRows rows;
    private final Work work;

    BackupRun(BackupSource source, BackupSetup setup, BackupRows rows, Work work) {
        this.source = source;
        this.setup = setup;
        this.rows = rows;
        this.work = work;
    }

    @Override
    public void run() {
        work.begin();
        try {
            conclude(make());
        } catch (ConsoleException e) {
            failed(e.getMessage(), e);
        } catch (IOException e) {
            failed(Failures.words(e), e);
        } catch (DataAccessException e) {
            failed("The console's database did not answer.", e);
        } catch (RuntimeException e) {
            if (!work.isCancelled()) {
                log.error("The backup {} failed", work.name(), e);
            }
            failed("An error of the console's own: its log has more.", e);
        }
    }

    /** What was read back is a backup, even when the database cannot be told: it is taken in again from the store then. */
    private void conclude(Manifest manifest) {
        try {
            if (rows.good(manifest)) {
                log.info("The backup {} is made: {} bytes", manifest.name(), manifest.bytes());
            } else {
                log.warn("The backup {} is made, though another console had given it up: it is removed", manifest.name());
                discard();
            }
        } catch (DataAccessException e) {
            log.warn("The backup {} is made, which the database could not be told: {}", manifest.name(), e.getMessage());
        }
    }

    private Manifest make() throws IOException {
        setup.writer().write(work.name(), source, work);
        work.step("Reading it back");
        var manifest = setup.reader().verify(work.name(), work);
        work.settle();
        return manifest;
    }

    private void failed(String problem, Exception cause) {
        // What clears up must not be ended too.
        Thread.interrupted();
        if (work.isCancelled()) {
            log.info("The backup {} was cancelled", work.name());
            end(BackupState.CANCELLED, null);
        } else {
            log.warn("The backup {} failed: {}", work.name(), problem);
            log.debug("Why", cause);
            end(BackupState.FAILED, problem);
        }
        discard();
    }

    private void discard() {
        try {
            new ArchiveRemover(setup.store()).discard(work.name());
        } catch (IOException | BackupException e) {
            log.warn("What there is of the backup {} stays in the store for now: {}", work.name(), e.getMessage());
        }
    }

    private void end(BackupState state, @Nullable String problem) {
        try {
            rows.end(work.name(), state, problem);
        } catch (DataAccessException e) {
            log.warn("It could not be noted what came of the backup {}: {}. It will count as failed.", work.name(), e.getMessage());
        }
    }
}
