package io.nija.vault.backup.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

import io.nija.vault.backup.BackupException;
import io.nija.vault.backup.BackupState;
import io.nija.vault.backup.archive.ArchiveReader;
import io.nija.vault.backup.archive.Lease;
import io.nija.vault.backup.archive.Manifest;
import io.nija.vault.backup.settings.BackupSetup;
import io.nija.vault.base.ConsoleException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Reads a stored backup back and notes what that says of it. */
final class VerificationRun implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(VerificationRun.class);
    /** How long a backup stays that a console was reading when it ended. */
    private static final Duration LEASE = Duration.ofMinutes(15);

    private final BackupSetup setup;
    private final BackupRows rows;
    private final Work work;
    private final Duration time;

    VerificationRun(BackupSetup setup, BackupRows rows, Work work) {
        this(setup, rows, work, LEASE);
    }

    /** @param time of the lease, which is renewed while it reads */
    VerificationRun(BackupSetup setup, BackupRows rows, Work work, Duration time) {
        this.setup = setup;
        this.rows = rows;
        this.work = work;
        this.time = time;
    }

    @Override
    public void run() {
        work.begin();
        try {
            // That these cannot be had says nothing about the backup.
            var reader = setup.reader();
            try (var lease = Lease.take(setup.store(), work.name(), time)) {
                readBack(reader, lease);
            }
        } catch (UncheckedIOException e) {
            note(null, "It could not be verified. " + Failures.words(e.getCause()));
        } catch (IOException e) {
            note(null, "It could not be verified. " + Failures.words(e));
        } catch (ConsoleException | DataAccessException e) {
            note(null, "It could not be verified: " + e.getMessage());
        } catch (RuntimeException e) {
            Thread.interrupted();
            note(null, "It was not verified to its end.");
        }
    }

    private void readBack(ArchiveReader reader, Lease lease) throws IOException {
        Manifest manifest;
        try {
            manifest = reader.verify(work.name(), bytes -> {
                work.at(bytes);
                renew(lease);
            });
        } catch (BackupException e) {
            log.error("The backup {} is not as it was made: {}", work.name(), e.getMessage());
            note(BackupState.DAMAGED, e.getMessage());
            return;
        }
        rows.verified(manifest);
    }

    private static void renew(Lease lease) {
        try {
            lease.renewInTime();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void note(@Nullable BackupState state, String problem) {
        try {
            rows.notVerified(work.name(), state, problem);
        } catch (DataAccessException e) {
            log.warn("It could not be noted how the backup {} is: {}", work.name(), e.getMessage());
        }
    }
}
