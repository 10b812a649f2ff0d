package io.nija.vault.backup.ledger;

import java.io.IOException;
import java.util.Set;
import java.util.SortedMap;

import io.nija.vault.audit.AuditChain;
import io.nija.vault.backup.BackupException;
import io.nija.vault.backup.archive.BackupSource.Parts;
import io.nija.vault.backup.archive.Manifest;
import io.nija.vault.vault.BackupCanary;
import io.nija.vault.vault.NodeHealth;
import io.nija.vault.vault.VaultException;
import org.springframework.stereotype.Component;

/**
 * What a restored Vault is compared with, whatever its storage. It is added before the storage is read, so that all of it must be in the
 * backup; what is written between the two is in the backup, too.
 */
@Component
public class VaultContents {

    /** The backup's part with the ledger. */
    public static final String LEDGER = Ledger.PART;
    /** What the ledger counts, by the names that the manifest has. */
    public static final Set<String> COUNTS = Ledger.COUNTS;

    /**
     * What Vault has said at the beginning.
     *
     * @param leader   the node that works
     * @param canaries as {@link BackupCanary#renew} tells of them
     */
    public record Opening(NodeHealth leader, SortedMap<Integer, String> canaries) {
    }

    private final ClusterFacts facts;
    private final BackupCanary canary;
    private final AuditChain audit;
    private final Ledger ledger;

    VaultContents(ClusterFacts facts, BackupCanary canary, AuditChain audit, Ledger ledger) {
        this.facts = facts;
        this.canary = canary;
        this.audit = audit;
        this.ledger = ledger;
    }

    /**
     * Asks Vault who leads it, and writes a new canary.
     *
     * @throws BackupException when no node leads
     * @throws VaultException  when Vault does not answer or refuses
     */
    public Opening open(Parts parts) {
        var leader = facts.leader();
        parts.step("Writing a canary");
        return new Opening(leader, canary.renew());
    }

    /** Adds what is known of the cluster, the canaries, how far the audit logs were read, and the ledger with its counts. */
    public void addTo(Parts parts, Opening opening) throws IOException {
        opening.canaries().forEach((version, digest) -> parts.fact("canary-" + version, digest));
        facts.add(parts, opening.leader());
        audit.heads().forEach(head -> parts.auditHead(new Manifest.AuditHead(head.source(), head.lines(), head.head())));
        parts.step("Listing the credentials");
        ledger.add(parts);
    }
}
