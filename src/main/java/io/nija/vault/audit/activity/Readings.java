package io.nija.vault.audit.activity;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.nija.vault.base.UserId;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * How often who got the values of a key. Days that have been counted already are taken from there, so that a key which is read every
 * second costs no more than its last day; when somebody was last there is one look along an index.
 */
final class Readings {

    /** Operations that are alike but for their time. */
    record Alike(int path, Means means, int user, boolean owner, int addressId, String address, long times) {
    }

    /** Beyond these nobody reads a list. */
    private static final int AT_MOST = 500;
    private static final Duration DAY = Duration.ofDays(1);

    private static final String ALIKE = """
            with counted as (
                select path_id, class_id, user_id, address_id, sum(operations) as times from (%s) part (path_id, class_id, user_id, address_id, operations)
                group by 1, 2, 3, 4 order by 5 desc limit :most
            )
            select c.*, u.name as user_name, a.name as address from counted c join audit_user u on u.id = c.user_id join audit_address a on a.id = c.address_id""";
    private static final String ROWS = """
            select path_id, class_id, user_id, address_id, count(*) from audit_operation
            where path_id = any (:paths) and class_id = any (:classes) and at >= :from and at < :to group by 1, 2, 3, 4""";
    private static final String DAYS = """
            select path_id, class_id, user_id, address_id, operations from audit_daily
            where path_id = any (:paths) and class_id = any (:classes) and at = any (:days)""";
    private static final String LAST = """
            select o.at from audit_operation o where o.address_id = :address and o.path_id = :path and o.class_id = :class and o.user_id = :user
            and o.at >= :from order by o.at desc limit 1""";
    private static final String FIRST = """
            select o.at, o.class_id, o.user_id, o.address_id, u.name as user_name, a.name as address, o.path_id from unnest(:paths) each (id) cross join lateral (
                select * from audit_operation o where o.path_id = each.id and o.class_id = any (:classes) and o.at >= :from and o.version = :version
                order by o.at limit 1) o
            join audit_user u on u.id = o.user_id join audit_address a on a.id = o.address_id order by o.at limit 1""";

    private final NamedParameterJdbcTemplate database;
    private final UserId owner;
    private final Touches touches;

    Readings(NamedParameterJdbcTemplate database, UserId owner, String key) {
        this.database = database;
        this.owner = owner;
        touches = new Touches(database, owner, key);
    }

    List<Alike> between(Instant from, Instant to) {
        var days = database.query("""
                select day::timestamp at time zone 'UTC' from audit_counted_day
                where day::timestamp at time zone 'UTC' >= :from and (day + 1)::timestamp at time zone 'UTC' <= :to order by day""",
                parameters(from, to), (row, number) -> row.getTimestamp(1).toInstant());
        var parts = new ArrayList<Alike>();
        if (!days.isEmpty()) {
            parts.addAll(alike(DAYS, parameters(from, to).addValue("days", days.stream().map(Timestamp::from).toArray(Timestamp[]::new))));
        }
        var left = from;
        for (var day : days) {
            parts.addAll(rows(left, day));
            left = day.plus(DAY);
        }
        parts.addAll(rows(left, to));
        return parts;
    }

    private List<Alike> rows(Instant from, Instant to) {
        return from.isBefore(to) ? alike(ROWS, parameters(from, to)) : List.of();
    }

    private List<Alike> alike(String part, MapSqlParameterSource parameters) {
        return database.query(ALIKE.formatted(part), parameters.addValue("most", AT_MOST), (row, number) -> new Alike(row.getInt("path_id"),
                touches.means(row.getInt("class_id")), row.getInt("user_id"), owner.value().equalsIgnoreCase(row.getString("user_name")),
                row.getInt("address_id"), row.getString("address"), row.getLong("times")));
    }

    /** When it was done last; nothing when it has gone from the records since it was counted. */
    Optional<Instant> last(Alike alike, Instant from) {
        return database.query(LAST, new MapSqlParameterSource("address", alike.addressId()).addValue("path", alike.path()).addValue("class", alike.means().id())
                .addValue("user", alike.user()).addValue("from", Timestamp.from(from)), (row, number) -> row.getTimestamp(1).toInstant()).stream().findFirst();
    }

    /** What was done first with one version by anybody but its owner by hand. */
    Optional<Touch> first(int version, Instant from) {
        var parameters = new MapSqlParameterSource("paths", touches.paths()).addValue("classes", touches.classes(means -> means.isReading() && !means.isByHandOfOwner()))
                .addValue("version", version).addValue("from", Timestamp.from(from));
        return database.query(FIRST, parameters, (row, number) -> {
            var at = row.getTimestamp("at").toInstant();
            return new Touch("", touches.means(row.getInt("class_id")), row.getInt("user_id"), owner.value().equalsIgnoreCase(row.getString("user_name")),
                    row.getInt("address_id"), row.getString("address"), version, at, at, 1);
        }).stream().findFirst();
    }

    private MapSqlParameterSource parameters(Instant from, Instant to) {
        return new MapSqlParameterSource("paths", touches.paths()).addValue("classes", touches.classes(Means::isReading))
                .addValue("from", Timestamp.from(from)).addValue("to", Timestamp.from(to));
    }
}
