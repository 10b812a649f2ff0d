package io.nija.vault.backup.ledger;

import java.util.List;

import io.nija.vault.audit.KeyWrites;
import io.nija.vault.vault.RealNodes;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the console knows of a Vault of a test's own when it backs it up. */
public final class ContentsOf {

    private ContentsOf() {
    }

    /** @param database the console's */
    public static VaultContents vault(RealNodes nodes, KeyWrites writes, JdbcClient database) {
        return new VaultContents(new ClusterFacts(nodes.probe(), database), nodes.canary(), List::of, new Ledger(nodes.console(), writes));
    }
}
