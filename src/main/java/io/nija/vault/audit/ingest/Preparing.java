package io.nija.vault.audit.ingest;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.nija.vault.audit.ingest.Prepared.Block;
import io.nija.vault.audit.ingest.Prepared.ClassHour;
import org.jspecify.annotations.Nullable;

/** Makes batches ready to be written, while earlier ones are written. */
final class Preparing {

    private static final long SECONDS_AN_HOUR = 60 * 60;

    private final SourceState state;
    private final Names names;
    private final Values values;

    /** @param database for the numbers of names, which belong to no source and so need not wait for a commit */
    Preparing(DataSource database, SourceState state) {
        this.state = state;
        names = new Names(database, state.source());
        values = new Values(names);
    }

    Prepared prepare(Batch batch) throws SQLException {
        var rows = batch.rows();
        names.number(rows);
        var now = Instant.now();
        // A line that says a time to come must not keep the block for as long.
        var at = batch.latest().equals(Instant.EPOCH) || batch.latest().isAfter(now) ? now : batch.latest();
        state.tail().add(Tail.withEnd(batch.lines()), batch.hashes(), at);
        var block = block(batch);
        var hours = hours(batch, rows);
        return new Prepared(batch, OperationCopy.format(batch.begun(), state.source()), hours, values.format(rows), at,
                weeks(hours, at, block == null ? at : block.at()), block);
    }

    private static Map<ClassHour, Integer> hours(Batch batch, List<OperationRow> rows) {
        var counts = new HashMap<ClassHour, Integer>();
        for (var row : batch.answered()) {
            counts.merge(new ClassHour(hour(row), row.before().numbers().classId()), -1, Integer::sum);
        }
        for (var row : rows) {
            counts.merge(new ClassHour(hour(row), row.numbers().classId()), 1, Integer::sum);
        }
        // Two readers may count the same, and would wait for each other in another order.
        var sorted = new TreeMap<ClassHour, Integer>(Comparator.comparingLong(ClassHour::hour).thenComparingInt(ClassHour::classId));
        sorted.putAll(counts);
        return sorted;
    }

    private static long hour(OperationRow row) {
        long seconds = row.at().getEpochSecond();
        return seconds - Math.floorMod(seconds, SECONDS_AN_HOUR);
    }

    private static List<LocalDate> weeks(Map<ClassHour, Integer> hours, Instant... others) {
        return Stream.concat(hours.keySet().stream().map(hour -> Instant.ofEpochSecond(hour.hour())), Stream.of(others))
                .map(Partitions::week).distinct().toList();
    }

    private @Nullable Block block(Batch batch) {
        var tail = state.tail();
        if (!tail.isEnough()) {
            return null;
        }
        var block = new Block(tail.latest(), tail.firstLine(), tail.lines(), tail.previous(), batch.head(), tail.hashes(), tail.compressed());
        state.newTail();
        return block;
    }
}
