package io.nija.vault.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.nija.vault.audit.AuditCursor;
import io.nija.vault.audit.AuditFilter;
import io.nija.vault.audit.AuditSearch;
import io.nija.vault.audit.Operation;
import io.nija.vault.audit.OperationKind;
import io.nija.vault.audit.OperationOutcome;
import io.nija.vault.audit.search.Searches;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How long searches take on a month of operations, with values that are frequent, rare and absent. */
final class AuditSearches {

    private static final int PAGE = 50;
    private static final int DEEP = 100_000;
    private static final double TOO_SLOW = 2_000;

    /** What a filter can ask for, and how the values that there are can be counted. */
    private enum Field {
        USER("select u.name from audit_operation o join audit_user u on u.id = o.user_id"),
        OWNER("select p.owner from audit_operation o join audit_path p on p.id = o.path_id where p.owner is not null"),
        KEY("select p.key from audit_operation o join audit_path p on p.id = o.path_id where p.key is not null"),
        BROKER(ofClass("broker")), OPERATION(ofClass("operation")), KIND(ofClass("kind")), OUTCOME(ofClass("outcome")), ROLE(ofClass("role")),
        ADDRESS("select a.name from audit_operation o join audit_address a on a.id = o.address_id"),
        SOURCE("select s.name from audit_operation o join audit_class c on c.id = o.class_id join audit_source s on s.id = c.source_id"),
        REQUEST("(select request_id from audit_operation where request_id is not null limit 1000)"),
        TEXT(null);

        private final @Nullable String values;

        Field(@Nullable String values) {
            this.values = values;
        }

        private static String ofClass(String column) {
            return "select c.%1$s from audit_operation o join audit_class c on c.id = o.class_id where c.%1$s <> ''".formatted(column);
        }
    }

    private record Wanted(Field field, String value, String how) {

        /** Whether the two together may be slow: two that are rare, or one that there is not, are nothing to look for. */
        boolean isTelling(Wanted other) {
            return how.equals("frequent") || other.how.equals("frequent") || how.equals("middling") && other.how.equals("middling");
        }
    }

    /** @param slowest which of them, and its p95 */
    record Pages(int filters, double p50, double p95, double slowestP95, String slowest) {
    }

    private final AuditSearch search;
    private final JdbcClient sql;
    private final Instant from;
    private final Instant to;
    private final int repetitions;

    AuditSearches(AuditStore store, Instant from, Instant to, int repetitions) {
        search = Searches.over(store.database());
        sql = store.sql();
        this.from = from;
        this.to = to;
        this.repetitions = repetitions;
    }

    /** The first page of each filter by itself and of each pair. */
    Pages pages() {
        var all = new ArrayList<Double>();
        double slowest = 0;
        var slowestName = "";
        var filters = filters();
        for (var filter : filters.entrySet()) {
            var times = times(() -> search.page(filter.getValue(), null, PAGE));
            all.addAll(times);
            double p95 = percentile(times, 95);
            if (p95 > 25) {
                Progress.say("%.0f ms: %s", p95, filter.getKey());
            }
            if (p95 > slowest) {
                slowest = p95;
                slowestName = filter.getKey();
            }
        }
        return new Pages(filters.size(), percentile(all, 50), percentile(all, 95), slowest, slowestName);
    }

    /** As deep as somebody gets who scrolls through a hundred thousand rows: {p95 of the first page, of the deep one}. */
    double[] deep() {
        var filter = AuditFilter.between(from, to);
        AuditCursor cursor = null;
        List<Operation> page;
        for (int i = 0; i < DEEP / 1000 && !(page = search.page(filter, cursor, 1000)).isEmpty(); i++) {
            cursor = page.getLast().cursor();
        }
        var place = cursor;
        times(() -> search.page(filter, place, PAGE));
        double first = percentile(times(() -> search.page(filter, null, PAGE)), 95);
        return new double[] { first, percentile(times(() -> search.page(filter, place, PAGE)), 95) };
    }

    /** Of all, and of what each field finds most: {p95 of those of classes only, p95 of the others}. */
    double[] summaries() {
        var counted = new ArrayList<Double>();
        var rows = new ArrayList<Double>();
        counted.addAll(times(() -> search.summary(AuditFilter.between(from, to))));
        for (var field : Field.values()) {
            for (var wanted : values(field)) {
                var times = times(() -> search.summary(filter(wanted, wanted)));
                double p95 = percentile(times, 95);
                if (p95 > 100) {
                    Progress.say("%.0f ms: summary of %s", p95, wanted);
                }
                (field == Field.USER || field == Field.OWNER || field == Field.KEY || field == Field.ADDRESS || field == Field.REQUEST || field == Field.TEXT
                        ? rows : counted).addAll(times);
            }
        }
        return new double[] { percentile(counted, 95), percentile(rows, 95) };
    }

    private Map<String, AuditFilter> filters() {
        var values = new HashMap<Field, List<Wanted>>();
        for (var field : Field.values()) {
            values.put(field, values(field));
        }
        var filters = new HashMap<String, AuditFilter>();
        for (var first : Field.values()) {
            for (var a : values.get(first)) {
                filters.put(a.field + " " + a.how, filter(a, a));
                for (var second : Field.values()) {
                    if (second.compareTo(first) > 0) {
                        values.get(second).stream().filter(b -> a.isTelling(b))
                                .forEach(b -> filters.put(a.field + " " + a.how + ", " + b.field + " " + b.how, filter(a, b)));
                    }
                }
            }
        }
        return filters;
    }

    /** The most frequent one, one in the middle, the rarest, and one that there is not. */
    private List<Wanted> values(Field field) {
        if (field == Field.TEXT) {
            return List.of(new Wanted(field, "u1", "in many names"), new Wanted(field, "u1234", "in a few names"),
                    new Wanted(field, "permission", "in an error"), new Wanted(field, "no such text", "nowhere"));
        }
        var found = sql.sql("select value from (" + field.values + ") v (value) group by 1 order by count(*) desc, 1").query(String.class).list();
        var wanted = new ArrayList<Wanted>();
        wanted.add(new Wanted(field, found.getFirst(), "frequent"));
        if (found.size() > 2 && field != Field.REQUEST) {
            wanted.add(new Wanted(field, found.get(found.size() / 2), "middling"));
        }
        if (found.size() > 1) {
            wanted.add(new Wanted(field, found.getLast(), "rare"));
        }
        if (field != Field.KIND && field != Field.OUTCOME) {
            wanted.add(new Wanted(field, "none", "absent"));
        }
        return wanted;
    }

    private AuditFilter filter(Wanted a, Wanted b) {
        return new AuditFilter(from, to, value(Field.USER, a, b), value(Field.OWNER, a, b), value(Field.KEY, a, b), value(Field.BROKER, a, b),
                value(Field.OPERATION, a, b), of(OperationKind.class, value(Field.KIND, a, b)), of(OperationOutcome.class, value(Field.OUTCOME, a, b)),
                value(Field.ROLE, a, b), value(Field.ADDRESS, a, b), value(Field.SOURCE, a, b), value(Field.REQUEST, a, b), value(Field.TEXT, a, b));
    }

    private static @Nullable String value(Field field, Wanted a, Wanted b) {
        return a.field == field ? a.value : b.field == field ? b.value : null;
    }

    private static <E extends Enum<E>> @Nullable E of(Class<E> type, @Nullable String name) {
        return name == null ? null : Enum.valueOf(type, name);
    }

    /** Milliseconds of each, after one that does not count; fewer of what is so slow that the benchmark would not end. */
    private List<Double> times(Supplier<?> what) {
        what.get();
        var times = new ArrayList<Double>();
        double sum = 0;
        while (times.size() < repetitions && sum < TOO_SLOW) {
            long start = System.nanoTime();
            what.get();
            times.add((System.nanoTime() - start) / 1e6);
            sum += times.getLast();
        }
        return times;
    }

    static double percentile(List<Double> values, int percent) {
        var sorted = values.stream().sorted(Comparator.naturalOrder()).toList();
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }
}
