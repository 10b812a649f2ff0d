package io.nija.vault.backup.engine;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;

import io.nija.vault.backup.Backup;
import io.nija.vault.backup.BackupState;
import io.nija.vault.backup.Backups;
import io.nija.vault.backup.archive.BackupSource;
import io.nija.vault.backup.settings.BackupProperties;
import io.nija.vault.backup.settings.BackupSetup;
import io.nija.vault.backup.settings.TestSetup;
import io.nija.vault.testing.DevPostgres;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** What a console has of backups, on a database and a store that it may share with others. */
final class TestConsole implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final BackupSource source;
    private final BackupRows rows;
    private final RunningWork work;
    private final BackupSetup setup;
    private final Due due;
    private final DatabaseBackups backups;
    private final Housekeeping housekeeping;
    private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();

    TestConsole(DevPostgres postgres, BackupProperties properties, BackupSource source) {
        this.source = source;
        rows = new BackupRows(JdbcClient.create(postgres.dataSource()));
        work = new RunningWork(rows);
        setup = TestSetup.of(properties);
        due = new Due(properties, rows);
        backups = new DatabaseBackups(setup, List.of(source), rows, work, new BackupSignals(new Connection(postgres)), due);
        housekeeping = new Housekeeping(setup, rows, new BackupRetention(properties, rows), work);
        scheduler.initialize();
        scheduler.scheduleWithFixedDelay(work::beat, Duration.ofMillis(100));
    }

    private record Connection(DevPostgres postgres) implements JdbcConnectionDetails {

        @Override
        public String getJdbcUrl() {
            return postgres.settings().get("SPRING_DATASOURCE_URL");
        }

        @Override
        public String getUsername() {
            return postgres.settings().get("SPRING_DATASOURCE_USERNAME");
        }

        @Override
        public String getPassword() {
            return postgres.settings().get("SPRING_DATASOURCE_PASSWORD");
        }
    }

    Backups backups() {
        return backups;
    }

    BackupRows rows() {
        return rows;
    }

    BackupSetup setup() {
        return setup;
    }

    Due due() {
        return due;
    }

    /** As the schedule looks for what is due. */
    void look() {
        new BackupSchedule(backups, List.of(source), due, rows).look();
    }

    void cleanUp() {
        housekeeping.round();
    }

    /** Makes a backup to its end. */
    Backup make() {
        return ended(backups.start(source.kind(), "ada"));
    }

    /** Waits for the end of a backup and of its verification. */
    Backup ended(String name) {
        await().atMost(PATIENCE).until(() -> backup(name).state() != BackupState.RUNNING && backup(name).verifying() == null);
        return backup(name);
    }

    Backup backup(String name) {
        return backups.find(name).orElseThrow().backup();
    }

    @Override
    public void close() throws InterruptedException {
        scheduler.shutdown();
        work.stop();
        setup.close();
    }
}
