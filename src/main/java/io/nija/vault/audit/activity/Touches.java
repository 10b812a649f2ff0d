package io.nija.vault.audit.activity;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.nija.vault.audit.OperationKind;
import io.nija.vault.audit.OperationOutcome;
import io.nija.vault.base.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * The operations on one person's keys, counted by hour, along the index by path and time. It is made for one question:
 * which classes of operations there are is looked up when it is made.
 */
final class Touches {

    private static final String NEWEST = """
            select max(o.at) from unnest(:paths) each (id) cross join lateral
            (select o.at from audit_operation o where o.path_id = each.id and o.at < :before and o.class_id = any (:classes) order by o.at desc limit 1) o""";
    private static final String COUNTED = """
            with counted as (
                select path_id, class_id, user_id, address_id, version, min(at) as first, max(at) as last, count(*) as times
                from audit_operation where path_id = any (:paths) and at >= :from and at < :before and class_id = any (:classes)
                group by path_id, class_id, user_id, address_id, version, date_bin('1 hour', at, timestamptz '2000-01-01 00:00+00')
            )
            select c.*, p.key, u.name as user_name, a.name as address from counted c join audit_path p on p.id = c.path_id
                join audit_user u on u.id = c.user_id join audit_address a on a.id = c.address_id""";

    private final NamedParameterJdbcTemplate database;
    private final UserId owner;
    private final Integer[] paths;
    private final Map<Integer, Means> means;

    /** @param key one of the owner's keys; null for all of them */
    Touches(NamedParameterJdbcTemplate database, UserId owner, @Nullable String key) {
        this.database = database;
        this.owner = owner;
        // What merely looks like a path of theirs, below another mount, is about nothing of theirs.
        paths = database.queryForList("""
                select id from audit_path where owner = :owner and (path like 'secret/%' or path like 'console/%')
                """ + (key == null ? "" : " and key = :key"), new MapSqlParameterSource("owner", owner.value()).addValue("key", key), Integer.class)
                .toArray(Integer[]::new);
        means = means();
    }

    private Map<Integer, Means> means() {
        var found = new HashMap<Integer, Means>();
        database.query("""
                select c.id, s.name = 'console', c.operation, c.kind, c.outcome, c.role
                from audit_class c join audit_source s on s.id = c.source_id""", row -> {
            found.put(row.getInt(1), new Means(row.getInt(1), row.getBoolean(2), row.getString(3), OperationKind.valueOf(row.getString(4)),
                    OperationOutcome.valueOf(row.getString(5)), row.getString(6)));
        });
        return found;
    }

    Integer[] paths() {
        return paths;
    }

    Means means(int classId) {
        return means.get(classId);
    }

    /** The classes of which something is true. */
    Integer[] classes(Predicate<Means> wanted) {
        return means.values().stream().filter(wanted).map(Means::id).toArray(Integer[]::new);
    }

    /** The end of the hour of the latest one before a time; null when there is none. */
    @Nullable Instant newest(Instant before) {
        var at = database.queryForObject(NEWEST, parameters(before), Timestamp.class);
        return at == null ? null : at.toInstant().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1));
    }

    /** @param from the beginning of an hour, like the other */
    List<Touch> between(Instant from, Instant before) {
        return database.query(COUNTED, parameters(before).addValue("from", Timestamp.from(from)), (row, number) -> new Touch(row.getString("key"),
                means.get(row.getInt("class_id")), row.getInt("user_id"), owner.value().equalsIgnoreCase(row.getString("user_name")),
                row.getInt("address_id"), row.getString("address"), row.getObject("version", Integer.class),
                row.getTimestamp("first").toInstant(), row.getTimestamp("last").toInstant(), row.getLong("times")));
    }

    private MapSqlParameterSource parameters(Instant before) {
        // Only those that are known: a class may have been made since.
        return new MapSqlParameterSource("paths", paths).addValue("before", Timestamp.from(before))
                .addValue("classes", classes(means -> !means.isUpkeep()));
    }
}
