package io.nija.vault.backup.raft;

import java.io.IOException;
import java.util.Objects;

import io.nija.vault.backup.BackupException;
import io.nija.vault.backup.BackupKind;
import io.nija.vault.backup.archive.BackupSource;
import io.nija.vault.backup.ledger.VaultContents;
import io.nija.vault.backup.settings.BackupProperties;
import io.nija.vault.base.SecretValue;
import io.nija.vault.vault.AppRoleCredentials;
import io.nija.vault.vault.RaftSnapshots;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Vault on raft storage: a snapshot, and before it what a restored Vault is compared with. */
@Component
class SnapshotSource implements BackupSource {

    static final String PART = "vault.snap";

    private static final String RAFT = "raft";

    private final RaftSnapshots snapshots;
    private final VaultContents contents;
    private final BackupProperties properties;

    SnapshotSource(RaftSnapshots snapshots, VaultContents contents, BackupProperties properties) {
        this.snapshots = snapshots;
        this.contents = contents;
        this.properties = properties;
    }

    @Override
    public BackupKind kind() {
        return BackupKind.VAULT_SNAPSHOT;
    }

    @Override
    public @Nullable String missing() {
        return properties.roleId() == null || properties.secretId() == null
                ? "Set BACKUP_ROLE_ID and BACKUP_SECRET_ID to those of Vault's AppRole “backup”, as ./vault-console provision backup prints them." : null;
    }

    @Override
    public void take(Parts parts) throws IOException {
        var appRole = new AppRoleCredentials(Objects.requireNonNull(properties.roleId()), SecretValue.of(Objects.requireNonNull(properties.secretId())));
        var opening = contents.open(parts);
        var storage = opening.leader().storage();
        if (!storage.equals(RAFT)) {
            throw new BackupException(("Vault's storage is %s, and snapshots are those of raft. Back up its database instead, "
                    + "and set backup.cron.vault-snapshot to - so that none is tried.").formatted(storage));
        }
        contents.addTo(parts, opening);
        parts.step("Taking the snapshot");
        snapshots.take(appRole, snapshot -> parts.add(PART, out -> {
            var reached = SnapshotCheck.pass(snapshot, out);
            parts.fact("raft-index", String.valueOf(reached.index()));
            parts.fact("raft-term", String.valueOf(reached.term()));
        }));
    }
}
