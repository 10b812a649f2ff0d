package io.nija.vault.backup.postgres;

import java.util.NavigableSet;

import org.jspecify.annotations.Nullable;

/** Where the archiving of WAL goes on. */
final class WalPosition {

    private WalPosition() {
    }

    /**
     * The segment that has to follow what is archived on the way to the server's timeline.
     *
     * @param history of the server's timeline
     * @return null when nothing of that way is archived
     */
    static @Nullable WalSegment next(TimelineHistory history, NavigableSet<WalSegment> archived) {
        for (int timeline : history.path().reversed()) {
            var last = archived.stream().filter(segment -> segment.timeline() == timeline)
                    // Past the place where the timeline was left there may be more of it, which the server then went on without.
                    .filter(segment -> Long.compareUnsigned(segment.start(), history.left(timeline)) < 0)
                    .reduce((one, other) -> other);
            if (last.isPresent()) {
                return history.after(last.get());
            }
        }
        return null;
    }
}
