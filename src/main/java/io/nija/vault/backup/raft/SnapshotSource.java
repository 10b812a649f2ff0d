package io.nija.vault.backup.raft;

import java.io.IOException;
import java.util.Objects;

import io.nija.vault.audit.AuditChain;
import io.nija.vault.backup.BackupKind;
import io.nija.vault.backup.archive.BackupSource;
import io.nija.vault.backup.archive.Manifest;
import io.nija.vault.backup.settings.BackupProperties;
import io.nija.vault.base.SecretValue;
import io.nija.vault.vault.AppRoleCredentials;
import io.nija.vault.vault.BackupCanary;
import io.nija.vault.vault.RaftSnapshots;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Vault on raft storage. The ledger is made before the snapshot, so that all that is in it must be in the snapshot; what is written
 * between the two is in the snapshot, too.
 */
@Component
class SnapshotSource implements BackupSource {

    static final String PART = "vault.snap";

    private final RaftSnapshots snapshots;
    private final BackupCanary canary;
    private final Ledger ledger;
    private final ClusterFacts facts;
    private final AuditChain audit;
    private final BackupProperties properties;

    SnapshotSource(RaftSnapshots snapshots, BackupCanary canary, Ledger ledger, ClusterFacts facts, AuditChain audit, BackupProperties properties) {
        this.snapshots = snapshots;
        this.canary = canary;
        this.ledger = ledger;
        this.facts = facts;
        this.audit = audit;
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
        parts.step("Writing a canary");
        canary.renew().forEach((version, digest) -> parts.fact("canary-" + version, digest));
        facts.addTo(parts);
        audit.heads().forEach(head -> parts.auditHead(new Manifest.AuditHead(head.source(), head.lines(), head.head())));
        parts.step("Listing the credentials");
        ledger.add(parts);
        parts.step("Taking the snapshot");
        snapshots.take(appRole, snapshot -> parts.add(PART, out -> {
            var reached = SnapshotCheck.pass(snapshot, out);
            parts.fact("raft-index", String.valueOf(reached.index()));
            parts.fact("raft-term", String.valueOf(reached.term()));
        }));
    }
}
