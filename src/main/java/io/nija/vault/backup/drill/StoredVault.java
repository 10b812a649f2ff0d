package io.nija.vault.backup.drill;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

import io.nija.vault.backup.BackupException;
import io.nija.vault.backup.archive.Manifest;
import io.nija.vault.backup.ledger.VaultContents;
import io.nija.vault.backup.postgres.VaultStorageBackup;
import io.nija.vault.backup.postgres.recovery.RunningDatabase;
import io.nija.vault.base.SecretValue;
import org.jspecify.annotations.Nullable;

/**
 * Vault on the storage in a recovered database: once as it is, by the seal alone; and once with the recovery key of a Vault of the drill's
 * own in place of the real one's, to look inside, as src/docs/decisions/how-a-drill-looks-inside.md says.
 */
final class StoredVault {

    private final DrillSetup setup;
    private final Rehearsal.Archive archive;
    private final String database;
    private final Path home;

    private StoredVault(DrillSetup setup, Rehearsal.Archive archive, String database, Path home) {
        this.setup = setup;
        this.archive = archive;
        this.database = database;
        this.home = home;
    }

    /**
     * @param home the drill's directory, in which each Vault has its own
     * @return null when the backup holds no storage of Vault
     */
    static @Nullable StoredVault of(Rehearsal.Archive archive, DrillSetup setup, Path home) {
        var database = VaultStorageBackup.database(archive.manifest());
        if (database == null) {
            return null;
        }
        var vault = new StoredVault(setup, archive, database, home);
        if (!vault.isUnsealedByPeople()) {
            // What is not set up is said now and not after a long recovery.
            setup.program();
            setup.sealAndAudit();
        }
        return vault;
    }

    /** Whether it comes up by the seal alone, as in an emergency, and is the one that was backed up. */
    void comeUp(RunningDatabase server, Steps steps) throws IOException {
        if (isUnsealedByPeople()) {
            return;
        }
        steps.begin("Starting Vault");
        var tables = StorageTables.in(server, database);
        try (var vault = open("vault", tables.restored())) {
            vault.awaitService();
            var expected = archive.manifest().facts().get("cluster");
            var cluster = vault.clusterId();
            if (expected != null && !expected.equals(cluster)) {
                throw new BackupException("The restored storage is of another cluster: %s, and the manifest says %s.".formatted(cluster, expected));
            }
        }
    }

    /** Those who do are not here. */
    private boolean isUnsealedByPeople() {
        return "shamir".equals(archive.manifest().facts().get("seal"));
    }

    /** What is in it, against what was known when it was backed up. The storage is altered for that. */
    List<Check> compare(RunningDatabase server, Steps steps) throws IOException {
        var manifest = archive.manifest();
        if (isUnsealedByPeople()) {
            return List.of(new Check("Vault", "Not started, as people hold the shares that unseal it", true));
        }
        if (manifest.parts().stream().noneMatch(part -> part.name().equals(VaultContents.LEDGER))) {
            return List.of(new Check("Credentials", "Not compared, as the backup has nothing to compare with: " + reason(manifest), false));
        }
        var ledger = home.resolve(VaultContents.LEDGER);
        archive.extract(VaultContents.LEDGER, ledger);
        steps.begin("Opening a copy of Vault to look into");
        var tables = StorageTables.in(server, database);
        var recoveryKey = exchangeRecoveryKey(tables);
        try (var copy = open("copy", tables.restored())) {
            copy.awaitService();
            copy.signInAsRoot(recoveryKey);
            steps.begin("Comparing the credentials");
            return new Comparison(copy, manifest).with(ledger);
        }
    }

    private static String reason(Manifest manifest) {
        return Objects.requireNonNullElse(VaultStorageBackup.notComparable(manifest), "it was made by a console that did not write a ledger yet. Make a new one.");
    }

    private SecretValue exchangeRecoveryKey(StorageTables tables) throws IOException {
        SecretValue recoveryKey;
        try (var own = open("own", tables.own())) {
            recoveryKey = own.initialise();
        }
        tables.exchange(IsolatedVault.RECOVERY_KEY);
        return recoveryKey;
    }

    private IsolatedVault open(String name, IsolatedStorage storage) throws IOException {
        return IsolatedVault.start(setup, home.resolve(name), storage);
    }
}
