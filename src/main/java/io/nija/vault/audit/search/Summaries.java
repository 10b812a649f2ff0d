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
import io.nija.vault.audit.search.ClassIndex.ClassRow;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * Counts what a filter finds by class, from which all facets follow, and by bar, in one go. Whole hours are counted already
 * where the filter is of classes only, and past days where the bars are of days.
 */
final class Summaries {

    private static final int BARS_AT_MOST = 80;
    private static final List<Duration> STEPS = List.of(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15),
            Duration.ofHours(1), Duration.ofHours(3), Duration.ofDays(1), Duration.ofDays(7), Duration.ofDays(30));
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    /** Of a class, whatever its bar; or of a bar, with only those classes that the filter wants. */
    private record Counted(@Nullable Integer classId, @Nullable Instant from, boolean wrong, long operations, long wanted) {
    }

    /** By class and bar first, so that little is done for each of millions of rows. */
    private static final String COUNT = """
            select class_id, bar, class_id = any (:wrong), sum(operations), coalesce(sum(operations) filter (where class_id = any (:matching)), 0)
            from (select class_id, date_bin(:step * interval '1 second', time, timestamptz '2000-01-03 00:00+00') as bar, sum(operations) as operations
                from (%s) part (class_id, time, operations) group by 1, 2) counted
            group by grouping sets ((class_id), (bar, class_id = any (:wrong)))""";

    private final NamedParameterJdbcTemplate database;

    Summaries(NamedParameterJdbcTemplate database) {
        this.database = database;
    }

    AuditSummary of(Narrowed wanted, ClassIndex classes) {
        var step = step(wanted.filter());
        var parameters = new MapSqlParameterSource("step", step.toSeconds())
                .addValue("matching", Conditions.array(classes.ids(row -> ClassIndex.matches(row, wanted.filter(), null))))
                .addValue("wrong", Conditions.array(classes.ids(ClassRow::isWrong)));
        // The classes are left open, as each facet counts what there would be with other ones.
        var open = new Narrowed(wanted.filter(), wanted.user(), wanted.address(), null, wanted.paths(), wanted.text());
        var counted = open.findsNothing() ? List.<Counted>of()
                : open.isOfClassesOnly() && step.compareTo(HOUR) >= 0 ? hours(open.filter(), parameters)
                : step.compareTo(DAY) >= 0 && open.filter().requestId() == null ? days(open, parameters) : rows(open, parameters);
        return summary(counted, wanted.filter(), classes, step);
    }

    static Duration step(AuditFilter filter) {
        var span = Duration.between(filter.from(), filter.to());
        return STEPS.stream().filter(step -> span.dividedBy(step) <= BARS_AT_MOST).findFirst().orElse(STEPS.getLast());
    }

    private List<Counted> rows(Narrowed wanted, MapSqlParameterSource parameters) {
        var conditions = new Conditions(wanted);
        return rows(conditions, wanted.filter().from(), wanted.filter().to(), parameters.addValues(conditions.parameters().getValues()));
    }

    private List<Counted> rows(Conditions conditions, Instant from, Instant to, MapSqlParameterSource parameters) {
        return from.isBefore(to) ? count("select o.class_id, o.at, 1 from audit_operation o where " + conditions.all(),
                parameters.addValue("from", Timestamp.from(from)).addValue("to", Timestamp.from(to))) : List.of();
    }

    private List<Counted> days(Narrowed wanted, MapSqlParameterSource parameters) {
        var conditions = new Conditions(wanted);
        parameters.addValues(conditions.parameters().getValues());
        var days = database.query("""
                select day::timestamp at time zone 'UTC' from audit_counted_day
                where day::timestamp at time zone 'UTC' >= :from and (day + 1)::timestamp at time zone 'UTC' <= :to order by day""",
                parameters, (row, number) -> row.getTimestamp(1).toInstant());
        var counted = new ArrayList<>(count("select o.class_id, o.at, o.operations from audit_daily o where o.at = any (:days) and " + conditions.all(),
                parameters.addValue("days", days.stream().map(Timestamp::from).toArray(Timestamp[]::new))));
        // What is left: the days at both ends, of which only a part is wanted, and those that are not counted yet.
        var left = wanted.filter().from();
        for (var day : days) {
            counted.addAll(rows(conditions, left, day, parameters));
            left = day.plus(DAY);
        }
        counted.addAll(rows(conditions, left, wanted.filter().to(), parameters));
        return counted;
    }

    private List<Counted> hours(AuditFilter filter, MapSqlParameterSource parameters) {
        var firstHour = ceiling(filter.from());
        var lastHour = filter.to().truncatedTo(ChronoUnit.HOURS);
        if (!firstHour.isBefore(lastHour)) {
            return part(filter.from(), filter.to(), parameters);
        }
        var counted = new ArrayList<>(count("select class_id, hour, operations from audit_hour where hour >= :from and hour < :to",
                parameters.addValue("from", Timestamp.from(firstHour)).addValue("to", Timestamp.from(lastHour))));
        counted.addAll(part(filter.from(), firstHour, parameters));
        counted.addAll(part(lastHour, filter.to(), parameters));
        return counted;
    }

    private static Instant ceiling(Instant time) {
        var hour = time.truncatedTo(ChronoUnit.HOURS);
        return hour.equals(time) ? hour : hour.plus(HOUR);
    }

    private List<Counted> part(Instant from, Instant to, MapSqlParameterSource parameters) {
        return rows(new Narrowed(AuditFilter.between(from, to), null, null, null, null, null), parameters);
    }

    private List<Counted> count(String part, MapSqlParameterSource parameters) {
        return database.query(COUNT.formatted(part), parameters, (row, number) -> new Counted(row.getObject(1, Integer.class),
                row.getTimestamp(2) == null ? null : row.getTimestamp(2).toInstant(), row.getBoolean(3), row.getLong(4), row.getLong(5)));
    }

    private static AuditSummary summary(List<Counted> counted, AuditFilter filter, ClassIndex classes, Duration step) {
        long total = 0;
        var bars = new TreeMap<Instant, Bar>();
        var facets = new EnumMap<Facet, Map<String, Long>>(Facet.class);
        for (var count : counted) {
            if (count.from != null) {
                if (count.wanted > 0) {
                    total += count.wanted;
                    bars.merge(count.from, new Bar(count.from, count.wanted, count.wrong ? count.wanted : 0),
                            (a, b) -> new Bar(a.from(), a.operations() + b.operations(), a.wrong() + b.wrong()));
                }
                continue;
            }
            var row = count.classId == null ? null : classes.of(count.classId);
            if (row == null) {
                // It is newer than the list of classes.
                continue;
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
