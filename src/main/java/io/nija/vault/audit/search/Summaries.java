package io.nija.vault.audit.search;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.nija.vault.audit.AuditFilter;
import io.nija.vault.audit.AuditSummary;
import io.nija.vault.audit.AuditSummary.Bar;
import io.nija.vault.audit.AuditSummary.Count;
import io.nija.vault.audit.AuditSummary.Facet;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * Counts what a filter finds, by class and time in one go: everything else follows from that. Whole hours are counted
 * already where the filter is of classes only.
 */
final class Summaries {

    private static final int BARS_AT_MOST = 80;
    private static final List<Duration> STEPS = List.of(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15),
            Duration.ofHours(1), Duration.ofHours(3), Duration.ofHours(12), Duration.ofDays(1), Duration.ofDays(7), Duration.ofDays(30));
    private static final Duration HOUR = Duration.ofHours(1);

    private record Counted(int classId, Instant from, long operations) {
    }

    private final NamedParameterJdbcTemplate database;

    Summaries(NamedParameterJdbcTemplate database) {
        this.database = database;
    }

    AuditSummary of(Narrowed wanted, ClassIndex classes) {
        var step = step(wanted.filter());
        // The classes are left open, as each facet counts what there would be with other ones.
        var open = new Narrowed(wanted.filter(), wanted.user(), wanted.address(), null, wanted.paths(), wanted.text());
        var counted = open.findsNothing() ? List.<Counted>of()
                : open.isOfClassesOnly() && step.compareTo(HOUR) >= 0 ? hours(open.filter(), step) : rows(open, step);
        return summary(counted, wanted.filter(), classes, step);
    }

    static Duration step(AuditFilter filter) {
        var span = Duration.between(filter.from(), filter.to());
        return STEPS.stream().filter(step -> span.dividedBy(step) <= BARS_AT_MOST).findFirst().orElse(STEPS.getLast());
    }

    private List<Counted> rows(Narrowed wanted, Duration step) {
        var conditions = new Conditions(wanted);
        return count("""
                select o.class_id, date_bin(:step * interval '1 second', o.at, timestamptz '2000-01-03 00:00+00'), count(*)
                from audit_operation o where %s group by 1, 2""".formatted(conditions.all()), conditions.parameters(), step);
    }

    private List<Counted> hours(AuditFilter filter, Duration step) {
        var firstHour = ceiling(filter.from());
        var lastHour = filter.to().truncatedTo(ChronoUnit.HOURS);
        if (!firstHour.isBefore(lastHour)) {
            return rows(new Narrowed(filter, null, null, null, null, null), step);
        }
        var counted = new ArrayList<>(count("""
                select class_id, date_bin(:step * interval '1 second', hour, timestamptz '2000-01-03 00:00+00'), sum(operations)
                from audit_hour where hour >= :from and hour < :to group by 1, 2""",
                new MapSqlParameterSource("from", Timestamp.from(firstHour)).addValue("to", Timestamp.from(lastHour)), step));
        counted.addAll(part(filter.from(), firstHour, step));
        counted.addAll(part(lastHour, filter.to(), step));
        return counted;
    }

    private static Instant ceiling(Instant time) {
        var hour = time.truncatedTo(ChronoUnit.HOURS);
        return hour.equals(time) ? hour : hour.plus(HOUR);
    }

    private List<Counted> part(Instant from, Instant to, Duration step) {
        return from.isBefore(to) ? rows(new Narrowed(AuditFilter.between(from, to), null, null, null, null, null), step) : List.of();
    }

    private List<Counted> count(String sql, MapSqlParameterSource parameters, Duration step) {
        return database.query(sql, parameters.addValue("step", step.toSeconds()),
                (row, number) -> new Counted(row.getInt(1), row.getTimestamp(2).toInstant(), row.getLong(3)));
    }

    private static AuditSummary summary(List<Counted> counted, AuditFilter filter, ClassIndex classes, Duration step) {
        long total = 0;
        var bars = new TreeMap<Instant, Bar>();
        var facets = new EnumMap<Facet, Map<String, Long>>(Facet.class);
        for (var count : counted) {
            var row = classes.of(count.classId);
            if (row == null) {
                // It is newer than the list of classes.
                continue;
            }
            if (ClassIndex.matches(row, filter, null)) {
                total += count.operations;
                long wrong = row.isWrong() ? count.operations : 0;
                bars.merge(count.from, new Bar(count.from, count.operations, wrong),
                        (a, b) -> new Bar(a.from(), a.operations() + b.operations(), a.wrong() + b.wrong()));
            }
            for (var facet : Facet.values()) {
                if (ClassIndex.matches(row, filter, facet)) {
                    facets.computeIfAbsent(facet, key -> new HashMap<>()).merge(row.value(facet), count.operations, Long::sum);
                }
            }
        }
        var sorted = new EnumMap<Facet, List<Count>>(Facet.class);
        facets.forEach((facet, counts) -> sorted.put(facet, counts.entrySet().stream().filter(entry -> entry.getValue() > 0)
                .map(entry -> new Count(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(Count::operations).reversed().thenComparing(Count::value)).toList()));
        return new AuditSummary(total, step, List.copyOf(bars.values()), sorted);
    }
}
