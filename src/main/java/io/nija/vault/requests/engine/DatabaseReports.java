package io.nija.vault.requests.engine;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

import io.nija.vault.credentials.Broker;
import io.nija.vault.credentials.BrokerCatalogue;
import io.nija.vault.credentials.IndexedKeys;
import io.nija.vault.requests.RequestReports;
import io.nija.vault.requests.Urgency;
import io.nija.vault.security.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;

/** Counts requests where they are. */
@Service
@PreAuthorize("hasAnyRole('" + Role.SUPPORT_NAME + "', '" + Role.ADMIN_NAME + "')")
class DatabaseReports implements RequestReports {

    private static final String URGENCIES = "(values ('URGENT', 1), ('HIGH', 2), ('NORMAL', 3), ('LOW', 4)) as u (urgency, place)";
    private static final String OPEN = """
            select u.urgency, count(r.id) filter (where age < interval '1 day') as day,
                count(r.id) filter (where age >= interval '1 day' and age < interval '3 days') as three_days,
                count(r.id) filter (where age >= interval '3 days' and age < interval '7 days') as week, count(r.id) filter (where age >= interval '7 days') as older
            from %s left join (select id, urgency, now() - created_at as age from rotation_request where closed_at is null) as r on r.urgency = u.urgency
            group by u.urgency, u.place order by u.place""".formatted(URGENCIES);
    /** What began with the owner's turn has waited for no answer. */
    private static final String LEVELS = """
            select u.urgency, count(r.id) as asked, count(answer) as answered, percentile_cont(0.5) within group (order by answer) as answer_median,
                percentile_cont(0.95) within group (order by answer) as answer_p95, count(*) filter (where answer is not null and answered_at <= answer_due) as answer_within,
                count(resolution) as resolved, percentile_cont(0.5) within group (order by resolution) as resolution_median,
                percentile_cont(0.95) within group (order by resolution) as resolution_p95, count(*) filter (where resolution is not null and closed_at <= resolve_by) as resolution_within
            from %s left join (
                select *, case when answered_at > created_at then extract(epoch from answered_at - created_at) end as answer,
                    extract(epoch from closed_at - created_at - owner_time) as resolution
                from rotation_request where created_at >= :since) as r on r.urgency = u.urgency
            group by u.urgency, u.place order by u.place""".formatted(URGENCIES);
    private static final String WEEKS = """
            with weeks as (
                select week::date as monday from generate_series(date_trunc('week', :since::timestamptz at time zone :zone), now() at time zone :zone, '7 days') as week
            ), opened as (
                select date_trunc('week', created_at at time zone :zone)::date as monday, count(*) as requests from rotation_request
                where created_at >= :since::timestamptz - interval '8 days' group by 1
            ), ended as (
                select date_trunc('week', closed_at at time zone :zone)::date as monday, count(*) as requests,
                    count(*) filter (where state = 'ROTATED' and kind in ('ROTATION', 'ROTATION_AFTER_CHECK')) as rotations from rotation_request
                where closed_at >= :since::timestamptz - interval '8 days' group by 1
            )
            select monday, coalesce(ended.rotations, 0) as rotations, coalesce(opened.requests, 0) as opened, coalesce(ended.requests, 0) as ended
            from weeks left join opened using (monday) left join ended using (monday) order by monday""";

    private final JdbcClient database;
    private final IndexedKeys keys;
    private final BrokerCatalogue brokers;

    DatabaseReports(JdbcClient database, IndexedKeys keys, BrokerCatalogue brokers) {
        this.database = database;
        this.keys = keys;
        this.brokers = brokers;
    }

    @Override
    public Optional<Instant> oldestOpen() {
        return database.sql("select min(created_at) as oldest from rotation_request where closed_at is null")
                .query((row, number) -> Optional.ofNullable(RequestRow.time(row, "oldest"))).single();
    }

    @Override
    public Report report(Instant since, ZoneId zone) {
        var open = database.sql(OPEN).query((row, number) -> new OpenByAge(urgency(row), row.getLong("day"), row.getLong("three_days"), row.getLong("week"),
                row.getLong("older"))).list();
        var levels = database.sql(LEVELS).param("since", Timestamp.from(since)).query((row, number) -> new ServiceLevel(urgency(row), row.getLong("asked"),
                times(row, "answered", "answer"), times(row, "resolved", "resolution"), row.getLong("answer_within"), row.getLong("resolution_within"))).list();
        var weeks = database.sql(WEEKS).param("since", Timestamp.from(since)).param("zone", zone.getId())
                .query((row, number) -> new Week(row.getObject("monday", LocalDate.class), row.getLong("rotations"), row.getLong("opened"), row.getLong("ended")))
                .list();
        return new Report(open, oldestOpen().orElse(null), levels, weeks, ages());
    }

    private List<KeyAges> ages() {
        return keys.ages().stream().map(ages -> new KeyAges(brokers.find(ages.broker()).map(Broker::name).orElse(ages.broker().value()), ages.month(),
                ages.quarter(), ages.halfYear(), ages.year(), ages.older())).toList();
    }

    private static Urgency urgency(ResultSet row) throws SQLException {
        return Urgency.valueOf(row.getString("urgency"));
    }

    private static Times times(ResultSet row, String count, String what) throws SQLException {
        return new Times(row.getLong(count), duration(row, what + "_median"), duration(row, what + "_p95"));
    }

    private static @Nullable Duration duration(ResultSet row, String column) throws SQLException {
        double seconds = row.getDouble(column);
        return row.wasNull() ? null : Duration.ofMillis(Math.round(seconds * 1000));
    }
}
