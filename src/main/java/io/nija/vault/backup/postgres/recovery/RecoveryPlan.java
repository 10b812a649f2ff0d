package io.nija.vault.backup.postgres.recovery;

import java.time.Instant;
import java.util.List;

import io.nija.vault.backup.archive.Manifest;
import io.nija.vault.backup.postgres.DatabaseFacts;
import io.nija.vault.backup.postgres.TimelineHistory;
import io.nija.vault.backup.postgres.WalSegment;
import org.jspecify.annotations.Nullable;

/**
 * What is to be recovered from what. Nothing has been done yet.
 *
 * @param base     the base backup
 * @param facts    what that says of its server
 * @param history  of the timeline to be followed
 * @param segments of WAL that follow one another from where the base backup begins; not all of them may be needed
 * @param end      the newest of them was archived then
 * @param target   the time to be recovered to; null for as far as the archive goes
 */
public record RecoveryPlan(Manifest base, DatabaseFacts facts, TimelineHistory history, List<WalSegment> segments, Instant end,
        @Nullable Instant target) {

    public RecoveryPlan {
        segments = List.copyOf(segments);
    }
}
