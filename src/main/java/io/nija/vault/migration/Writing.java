package io.nija.vault.migration;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;

import io.nija.vault.vault.MigrationVault;
import io.nija.vault.vault.VaultDeniedException;

/** Writes each key that is not in the journal yet and that Vault does not have; what is there already stays as it is. */
final class Writing {

    /** Enough for the writes that are under way. */
    private static final Duration SPARE = Duration.ofSeconds(10);
    private static final int REFUSALS_AT_MOST = 10;

    private final MigrationVault vault;
    private final Journal journal;
    private final Stop stop;
    private final Clock clock;
    private final LineList refused = new LineList();

    Writing(MigrationVault vault, Journal journal, Stop stop, Clock clock) {
        this.vault = vault;
        this.journal = journal;
        this.stop = stop;
        this.clock = clock;
    }

    void run(Pass pass, Progress progress) throws IOException {
        pass.run(journal::isDone, key -> {
            if (clock.instant().plus(SPARE).isAfter(vault.writesUntil())) {
                stop.request("The time of the identity that writes is over.");
            } else {
                write(key);
                progress.oneDone();
            }
        });
    }

    private void write(Pass.Key key) {
        try {
            if (Patience.call(stop, () -> vault.create(key.key().id(), key.key().toVault()))) {
                journal.written(key.number());
            } else {
                journal.wasThereAlready(key.number());
            }
        } catch (VaultDeniedException | IllegalStateException e) {
            refused.add(key.line());
            if (refused.count() >= REFUSALS_AT_MOST) {
                stop.request("Vault refuses to take keys.");
            }
        }
    }

    /** The lines whose keys Vault did not take, for another reason than that they are there. */
    LineList refused() {
        return refused;
    }
}
