package io.nija.vault.backup.drill;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import io.nija.vault.backup.BackupException;
import io.nija.vault.backup.BackupKind;
import io.nija.vault.backup.ledger.VaultContents;
import io.nija.vault.base.SecretValue;
import org.springframework.stereotype.Component;

/**
 * Restores a snapshot of Vault twice. Once as it is, which has to come up by the seal alone; that is what an emergency would take. And once
 * with the recovery key of the drill's own Vault in place of the real one's, to look inside: nobody needs a right in the real Vault for that.
 */
@Component
class VaultRehearsal implements Rehearsal {

    static final String SNAPSHOT = "vault.snap";

    private final DrillSetup setup;

    VaultRehearsal(DrillSetup setup) {
        this.setup = setup;
    }

    @Override
    public BackupKind kind() {
        return BackupKind.VAULT_SNAPSHOT;
    }

    @Override
    public List<Check> run(Archive archive, Path home, Steps steps) throws IOException {
        steps.begin("Fetching, verifying and decrypting");
        archive.extract(SNAPSHOT, home.resolve(SNAPSHOT));
        archive.extract(VaultContents.LEDGER, home.resolve(VaultContents.LEDGER));
        var snapshot = SnapshotFile.check(home.resolve(SNAPSHOT));
        var altered = home.resolve("altered.snap");
        var recoveryKey = restoreAsItIs(archive, snapshot, altered, home.resolve("restored"), steps);
        steps.begin("Restoring a copy to look into");
        try (var copy = IsolatedVault.start(setup, home.resolve("copy"), IsolatedStorage.RAFT)) {
            copy.initialise();
            copy.restore(SnapshotFile.check(altered), true);
            copy.signInAsRoot(recoveryKey);
            steps.begin("Comparing");
            return new Comparison(copy, archive.manifest()).with(home.resolve(VaultContents.LEDGER));
        }
    }

    private SecretValue restoreAsItIs(Archive archive, SnapshotFile snapshot, Path altered, Path home, Steps steps) throws IOException {
        steps.begin("Starting Vault");
        try (var vault = IsolatedVault.start(setup, home, IsolatedStorage.RAFT)) {
            var recoveryKey = vault.initialise();
            var own = vault.snapshot(home.resolve("own.snap"));
            steps.begin("Restoring");
            vault.restore(snapshot, false);
            requireSame(archive, vault.clusterId());
            steps.recovered();
            snapshot.withEntriesOf(own, IsolatedVault.RECOVERY_KEY, altered);
            return recoveryKey;
        }
    }

    private static void requireSame(Archive archive, String cluster) {
        var expected = archive.manifest().facts().get("cluster");
        if (!cluster.equals(expected)) {
            throw new BackupException("The snapshot is of another cluster: %s, and the manifest says %s.".formatted(cluster, expected));
        }
    }
}
