package io.nija.vault.backup.restore;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

import io.nija.vault.backup.BackupException;
import io.nija.vault.backup.archive.Lease;
import io.nija.vault.backup.archive.Manifest;
import io.nija.vault.backup.openpgp.PrivateKey;
import io.nija.vault.backup.postgres.PostgresProperties;
import io.nija.vault.backup.postgres.recovery.PointInTimeRecovery;
import io.nija.vault.backup.postgres.recovery.PostgresPrograms;
import io.nija.vault.backup.postgres.recovery.RecoveredDatabase;
import io.nija.vault.backup.postgres.recovery.RecoveryPlanner;
import io.nija.vault.backup.settings.BackupSetup;

/** Recovers a database to any time into a new directory, from where it is given to a server. No server that runs is touched. */
final class DatabaseRestore {

    private static final Duration LEASE = Duration.ofHours(12);

    private final BackupSetup setup;
    private final PostgresProperties properties;

    DatabaseRestore(BackupSetup setup, PostgresProperties properties) {
        this.setup = setup;
        this.properties = properties;
    }

    /** @throws BackupException with why nothing was recovered */
    void run(Manifest manifest, RestoreOptions options, PrivateKey key) throws IOException {
        if (options.write() || options.force()) {
            throw new BackupException("A database is recovered into a new directory, and not into a server that runs: --into=DIRECTORY");
        }
        var signers = setup.signers();
        try (var lease = Lease.take(setup.store(), manifest.name(), LEASE)) {
            var plan = new RecoveryPlanner(setup.store(), signers, key).plan(manifest.name(), options.to());
            System.out.println("The key opens it. Its WAL archive follows without a gap, %,d segments, until %s.".formatted(plan.segments().size(), seconds(plan.end())));
            if (options.into() == null) {
                System.out.println("Nothing was restored. To recover it, add --into=DIRECTORY, and --to=TIME for any time from %s on."
                        .formatted(plan.facts().stopped().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1)));
                return;
            }
            var recovered = new PointInTimeRecovery(setup.store(), signers, key).recover(plan, options.into(), programs());
            System.out.println(nextSteps(recovered, plan.facts().stopped()));
        }
    }

    private PostgresPrograms programs() {
        return new PostgresPrograms(Objects.requireNonNullElse(properties.postgresPrograms(), Path.of("/usr/lib/postgresql/18/bin")));
    }

    private static Instant seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }

    private static String nextSteps(RecoveredDatabase recovered, Instant base) {
        return """
                Recovered. The last change in it is of %1$s.
                What is left to do:
                1. Stop what uses the old database, and its server. Keep the old data directory.
                2. Put %2$s in its place: PostgreSQL %3$s, owned by the server's account, mode 0700. It has no settings made by ALTER
                   SYSTEM; those of before are beside it in postgresql.auto.conf.before-recovery.
                3. Start the server, and make a base backup at once: ./vault-console backup
                4. The console's database: ./vault-console index rebuild makes the lists as Vault is now.
                   Vault's: ./vault-console changes --since=%1$s lists what has to be made good."""
                .formatted(seconds(Objects.requireNonNullElse(recovered.lastCommit(), base)), recovered.data(), recovered.plan().facts().majorVersion());
    }
}
