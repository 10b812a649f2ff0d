package io.nija.vault.credentials;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;

import io.nija.vault.base.CredentialId;
import io.nija.vault.vault.ConsoleVault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/** Makes the index anew from Vault's metadata, and tells where the two differ. */
@Component
class IndexRebuild {

    /**
     * A key for which index and Vault differ.
     *
     * @param what in words: missing, left over, or different
     */
    record Drift(CredentialId id, String what) {
    }

    private static final Logger log = LoggerFactory.getLogger(IndexRebuild.class);

    private final CredentialIndex index;
    private final ConsoleVault vault;

    IndexRebuild(CredentialIndex index, ConsoleVault vault) {
        this.index = index;
        this.vault = vault;
    }

    /**
     * Refreshes the row of every key in Vault and removes the rows of the others.
     *
     * @param progress called with the number of keys done so far
     * @return how many keys the index holds now
     */
    int rebuild(Consumer<Integer> progress) {
        var seen = new HashSet<CredentialId>();
        CredentialWalk.all(vault).forEach(id -> {
            refresh(id);
            seen.add(id);
            progress.accept(seen.size());
        });
        index.all().stream().map(CredentialSummary::id).filter(id -> !seen.contains(id))
                .forEach(this::refresh);
        return index.all().size();
    }

    /** One key that the database does not take must not keep the others from being brought up to date. */
    private void refresh(CredentialId id) {
        try {
            index.refresh(id, vault);
        } catch (DataIntegrityViolationException e) {
            log.error("The index cannot take {}", id, e);
        }
    }

    /** Every key for which they differ; nothing is changed. */
    List<Drift> check() {
        var rows = new HashMap<CredentialId, CredentialSummary>();
        index.all().forEach(row -> rows.put(row.id(), row));
        var drift = new ArrayList<Drift>();
        CredentialWalk.all(vault).forEach(id -> {
            var actual = vault.metadata(id).flatMap(metadata -> CredentialIndex.summary(id, metadata));
            var row = rows.remove(id);
            if (actual.isPresent() && row == null) {
                drift.add(new Drift(id, "missing from the index"));
            } else if (actual.isPresent() && !actual.get().equals(row)) {
                drift.add(new Drift(id, "different in the index"));
            } else if (actual.isEmpty() && row != null) {
                drift.add(new Drift(id, "left over in the index"));
            }
        });
        rows.keySet().forEach(id -> drift.add(new Drift(id, "left over in the index")));
        return drift;
    }

    /** Refreshes the rows that differ. @return how many there were */
    int repair() {
        var drift = check();
        drift.forEach(d -> refresh(d.id()));
        return drift.size();
    }
}
