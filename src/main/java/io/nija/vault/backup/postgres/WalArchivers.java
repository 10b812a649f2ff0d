package io.nija.vault.backup.postgres;

import java.util.ArrayList;
import java.util.List;

import io.nija.vault.backup.settings.BackupSetup;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Archives the WAL of each database that is backed up, as long as the console runs. */
@Component
@Profile("!command")
class WalArchivers implements SmartLifecycle {

    private final List<ArchivedDatabase> databases;
    private final BackupSetup setup;
    private final PostgresProperties properties;
    private final WalArchiveStates states;
    private final List<WalArchiver> running = new ArrayList<>();

    WalArchivers(List<ArchivedDatabase> databases, BackupSetup setup, PostgresProperties properties, WalArchiveStates states) {
        this.databases = databases;
        this.setup = setup;
        this.properties = properties;
        this.states = states;
    }

    @Override
    public void start() {
        if (setup.missing().isEmpty()) {
            for (var database : databases) {
                var archiver = new WalArchiver(database.kind().label(), database.server(),
                        () -> new ArchiveSetup(setup.store(), setup.recipients(), setup.signer()),
                        properties.walCloseEvery(), progress -> states.write(database.kind(), progress));
                archiver.start();
                running.add(archiver);
            }
        }
    }

    @Override
    public void stop() {
        running.forEach(WalArchiver::close);
        running.clear();
    }

    @Override
    public boolean isRunning() {
        return !running.isEmpty();
    }
}
