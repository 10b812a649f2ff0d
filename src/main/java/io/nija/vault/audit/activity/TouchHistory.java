package io.nija.vault.audit.activity;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.nija.vault.audit.activity.Habits.History;
import io.nija.vault.audit.activity.Habits.Place;
import io.nija.vault.audit.activity.Habits.Reader;
import io.nija.vault.base.UserId;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * What is on record from before some touches. Each question is one look along an index that ends with the first row that
 * answers it, and is asked once.
 */
final class TouchHistory implements History {

    private static final String FROM = """
            from audit_path p join audit_operation o on o.path_id = p.id
            where p.owner = :owner and p.key = :key and (p.path like 'secret/%' or p.path like 'console/%') and o.at >= :from and o.at < :before
            """;

    private static final String FIRST = """
            select min(first.at) from audit_path p cross join lateral (select o.at from audit_operation o
                where o.path_id = p.id and (o.class_id = any (:byHand) or o.class_id = any (:byPrograms)) order by o.at limit 1) first
            where p.owner = :owner and p.key = :key and (p.path like 'secret/%' or p.path like 'console/%')""";
    /** For hours of the day: what the oldest event that is asked about has behind it lies within, unless that is months ago. */
    private static final Duration LOOKED_BACK = Habits.REMEMBERED.multipliedBy(2);

    private record Question(Object about, Instant at) {
    }

    private final NamedParameterJdbcTemplate database;
    private final UserId owner;
    private final Integer[] byHand;
    private final Integer[] byPrograms;
    private final Instant until;
    private final Map<Question, Boolean> answers = new HashMap<>();
    private final Map<String, Instant> beginnings = new HashMap<>();
    private final Map<Reader, List<Instant>> hours = new HashMap<>();

    /** @param until the latest time that is asked about */
    TouchHistory(NamedParameterJdbcTemplate database, UserId owner, Touches touches, Instant until) {
        this.database = database;
        this.owner = owner;
        this.until = until;
        byHand = touches.classes(means -> !means.isUpkeep() && !means.isProgram());
        byPrograms = touches.classes(Means::isProgram);
    }

    private boolean exists(String key, Object about, Instant at, String condition, MapSqlParameterSource parameters) {
        return answers.computeIfAbsent(new Question(about, at), question -> Boolean.TRUE.equals(database.queryForObject(
                "select exists (select " + FROM + condition + ")", of(key, at.minus(Habits.REMEMBERED), at, parameters), Boolean.class)));
    }

    private MapSqlParameterSource of(String key, Instant from, Instant before, MapSqlParameterSource more) {
        return more.addValue("owner", owner.value()).addValue("key", key).addValue("byHand", byHand).addValue("byPrograms", byPrograms)
                .addValue("from", Timestamp.from(from)).addValue("before", Timestamp.from(before));
    }

    @Override
    public Instant beginning(String key) {
        return beginnings.computeIfAbsent(key, asked -> {
            var first = database.queryForObject(FIRST, of(key, Instant.EPOCH, until, new MapSqlParameterSource()), Timestamp.class);
            return first == null ? until : first.toInstant();
        });
    }

    @Override
    public boolean knows(Reader reader, Instant at) {
        return exists(reader.key(), reader, at,
                "and o.user_id = :user and o.class_id = any (%s)".formatted(reader.program() ? ":byPrograms" : ":byHand"),
                new MapSqlParameterSource("user", reader.user()));
    }

    @Override
    public boolean knows(Place place, Instant at) {
        return exists(place.key(), place, at, "and o.address_id = :address", new MapSqlParameterSource("address", place.address()));
    }

    @Override
    public List<Instant> hours(Reader reader) {
        return hours.computeIfAbsent(reader, asked -> database.query("select distinct date_bin('1 hour', o.at, timestamptz '2000-01-01 00:00+00') "
                + FROM + "and o.user_id = :user and o.class_id = any (:byHand)",
                of(reader.key(), until.minus(LOOKED_BACK), until, new MapSqlParameterSource("user", reader.user())),
                (row, number) -> row.getTimestamp(1).toInstant()));
    }
}
