package io.nija.vault.backup.raft;

import io.nija.vault.backup.BackupException;
import io.nija.vault.backup.archive.BackupSource.Parts;
import io.nija.vault.vault.NodeHealth;
import io.nija.vault.vault.NodeProbe;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What has to be known about a cluster, and about the console, to restore it: by {@link io.nija.vault.backup.archive.Manifest#facts}. */
@Component
class ClusterFacts {

    private static final String RAFT = "raft";

    private final NodeProbe nodes;
    private final JdbcClient database;

    ClusterFacts(NodeProbe nodes, JdbcClient database) {
        this.nodes = nodes;
        this.database = database;
    }

    /** @throws BackupException when no node serves, or its storage is not raft */
    void addTo(Parts parts) {
        var health = nodes.ask().stream().map(answer -> answer.health()).filter(one -> one != null && one.active()).findFirst()
                .orElseThrow(() -> new BackupException("No node of Vault leads that the console can reach, so there is nobody to take a snapshot."));
        if (!health.storage().equals(RAFT)) {
            throw new BackupException(("Vault's storage is %s, and snapshots are those of raft. Back up its database instead, "
                    + "and set backup.cron.vault-snapshot to - so that none is tried.").formatted(health.storage()));
        }
        add(parts, health);
        parts.fact("console-schema", database.sql("select max(version::integer)::text from flyway_schema_history where success").query(String.class).single());
    }

    private static void add(Parts parts, NodeHealth health) {
        parts.fact("cluster", health.cluster() == null ? "unknown" : health.cluster());
        parts.fact("vault-version", health.version());
        parts.fact("storage", health.storage());
        parts.fact("seal", health.seal().type());
        if (!health.seal().type().equals("static")) {
            parts.fact("seal-shares", health.seal().needed() + " of " + health.seal().shares());
        }
    }
}
