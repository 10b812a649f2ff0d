package io.nija.vault.backup.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.nija.vault.backup.BackupException;
import org.postgresql.replication.LogSequenceNumber;

/**
 * From which timelines a timeline has come, and where it left each of them.
 *
 * @param timeline  whose history it is
 * @param ancestors oldest first; none for the first timeline
 */
public record TimelineHistory(int timeline, List<Ancestor> ancestors) {

    /** @param left where the next timeline begins */
    public record Ancestor(int timeline, long left) {
    }

    public TimelineHistory {
        ancestors = List.copyOf(ancestors);
    }

    /** Of a timeline without any. */
    public static TimelineHistory none(int timeline) {
        return new TimelineHistory(timeline, List.of());
    }

    /**
     * @param text of the file, as PostgreSQL writes it
     * @throws BackupException when it is none
     */
    public static TimelineHistory of(int timeline, String text) {
        var ancestors = new ArrayList<Ancestor>();
        for (var line : text.lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#")).toList()) {
            var fields = line.split("\\s+");
            var left = fields.length < 2 ? LogSequenceNumber.INVALID_LSN : LogSequenceNumber.valueOf(fields[1]);
            if (left.equals(LogSequenceNumber.INVALID_LSN) || !fields[0].matches("\\d{1,9}")) {
                throw new BackupException("The history of timeline %d cannot be read.".formatted(timeline));
            }
            ancestors.add(new Ancestor(Integer.parseInt(fields[0]), left.asLong()));
        }
        return new TimelineHistory(timeline, ancestors);
    }

    /** Such as {@code 00000002.history}. */
    public static String name(int timeline) {
        return String.format(Locale.ROOT, "%08X.history", timeline);
    }

    /** The timelines on the way to this one, which comes last. */
    public List<Integer> path() {
        var path = new ArrayList<>(ancestors.stream().map(Ancestor::timeline).toList());
        path.add(timeline);
        return path;
    }

    /** Where this one or an ancestor was left; without end for this one. */
    public long left(int one) {
        return ancestors.stream().filter(ancestor -> ancestor.timeline() == one).mapToLong(Ancestor::left).findFirst().orElse(Long.MAX_VALUE);
    }

    /** On which timeline of the path this place is. */
    public int at(long lsn) {
        return ancestors.stream().filter(ancestor -> Long.compareUnsigned(lsn, ancestor.left()) < 0).findFirst().map(Ancestor::timeline).orElse(timeline);
    }

    /**
     * The segment that has to follow on the way to this timeline. Where a timeline was left, the next one's file holds the beginning of the
     * segment, too.
     *
     * @param segment on one of the timelines of the path
     */
    public WalSegment after(WalSegment segment) {
        var next = segment.next();
        int timeline = segment.timeline();
        var path = path();
        for (int i = path.indexOf(timeline); i < path.size() - 1; i++) {
            var turn = WalSegment.holding(timeline, left(timeline), segment.size());
            if (next.number() < turn.number()) {
                return next;
            }
            timeline = path.get(i + 1);
            next = new WalSegment(timeline, Math.min(next.number(), turn.number()), segment.size());
        }
        return next;
    }
}
