package io.nija.vault.backup.ledger;

import io.nija.vault.backup.BackupException;
import io.nija.vault.backup.archive.BackupSource.Parts;
import io.nija.vault.vault.NodeHealth;
import io.nija.vault.vault.NodeProbe;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What has to be known about a cluster, and about the console, to restore it: by {@link io.nija.vault.backup.archive.Manifest#facts}. */
@Component
class ClusterFacts {

    private final NodeProbe nodes;
    private final JdbcClient database;

    ClusterFacts(NodeProbe nodes, JdbcClient database) {
        this.nodes = nodes;
        this.database = database;
    }

    /** @throws BackupException when no node serves as the leader */
    NodeHealth leader() {
        return nodes.ask().stream().map(answer -> answer.health()).filter(one -> one != null && one.active()).findFirst()
                .orElseThrow(() -> new BackupException("No node of Vault leads that the console can reach."));
    }

    void add(Parts parts, NodeHealth leader) {
        if (leader.cluster() != null) {
            parts.fact("cluster", leader.cluster());
        }
        parts.fact("vault-version", leader.version());
        parts.fact("storage", leader.storage());
        parts.fact("seal", leader.seal().type());
        if (!leader.seal().type().equals("static")) {
            parts.fact("seal-shares", leader.seal().needed() + " of " + leader.seal().shares());
        }
        parts.fact("console-schema", database.sql("select max(version::integer)::text from flyway_schema_history where success").query(String.class).single());
    }
}
