package io.nija.vault.credentials.rotation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.nija.vault.base.CredentialId;
import io.nija.vault.base.UserId;
import io.nija.vault.credentials.Rotation;
import io.nija.vault.credentials.Rotation.Step;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of rotations. Whatever changes a row says in which step it must be, so of two who do so at once one changes nothing. */
@Component
class RotationRows {

    /**
     * A live row.
     *
     * @param attemptedAt     when Vault was last asked to write; null when it never was
     * @param backAttemptedAt when Vault was last asked to write the old values anew; null when it never was
     * @param grace           how long the old values are kept at hand once the new ones are stored
     */
    record Row(long id, Rotation rotation, @Nullable Instant attemptedAt, @Nullable Instant backAttemptedAt, Duration grace) {
    }

    private final JdbcClient database;

    RotationRows(JdbcClient database) {
        this.database = database;
    }

    Optional<Row> live(CredentialId key) {
        return database.sql("select * from key_rotation where owner = ? and key = ? and ended_at is null").params(key.owner().value(), key.key())
                .query((row, number) -> new Row(row.getLong("id"), rotation(row), time(row, "attempted_at"), time(row, "back_attempted_at"),
                        Duration.ofSeconds(row.getInt("grace")))).optional();
    }

    Optional<Rotation> latest(CredentialId key) {
        return database.sql("select * from key_rotation where owner = ? and key = ? order by id desc limit 1").params(key.owner().value(), key.key())
                .query((row, number) -> rotation(row)).optional();
    }

    /** Any, by its number. */
    Rotation get(long id) {
        return database.sql("select * from key_rotation where id = ?").param(id).query((row, number) -> rotation(row)).single();
    }

    List<CredentialId> underWay(UserId owner, Instant now) {
        return database.sql("select key from key_rotation where owner = ? and ended_at is null and (grace_until is null or grace_until > ?)")
                .params(owner.value(), Timestamp.from(now)).query((row, number) -> CredentialId.parse(owner, row.getString("key"))).list();
    }

    /** Does nothing when there is a live one, or somebody else was faster. */
    void begin(CredentialId key, @Nullable Long request, int version, Duration grace, Instant now) {
        database.sql("""
                insert into key_rotation (owner, key, request, step, started_at, from_version, grace) values (?, ?, ?, 'PREPARING', ?, ?, ?)
                on conflict (owner, key) where ended_at is null do nothing""")
                .params(key.owner().value(), key.key(), request, Timestamp.from(now), version, (int) grace.toSeconds()).update();
    }

    boolean enter(long id, Instant now) {
        return database.sql("update key_rotation set step = 'ENTERING', entered_at = coalesce(entered_at, ?) where id = ? and step in ('PREPARING', 'ENTERING')")
                .params(Timestamp.from(now), id).update() == 1;
    }

    boolean attempt(long id, int version, Duration grace, Instant now) {
        return database.sql("""
                update key_rotation set step = 'ENTERING', entered_at = coalesce(entered_at, ?), attempted_at = ?, from_version = ?, grace = ?
                where id = ? and step in ('PREPARING', 'ENTERING')""")
                .params(Timestamp.from(now), Timestamp.from(now), version, (int) grace.toSeconds(), id).update() == 1;
    }

    /** Another version is in use now than when it began, though none that it made. */
    void moved(long id, int version) {
        database.sql("update key_rotation set from_version = ? where id = ? and step in ('PREPARING', 'ENTERING')").params(version, id).update();
    }

    boolean stored(long id, int version, Instant at, Instant graceUntil) {
        return database.sql("""
                update key_rotation set step = 'STORED', entered_at = coalesce(entered_at, ?), to_version = ?, stored_at = ?, grace_until = ?
                where id = ? and step in ('PREPARING', 'ENTERING')""")
                .params(Timestamp.from(at), version, Timestamp.from(at), Timestamp.from(graceUntil), id).update() == 1;
    }

    boolean attemptBack(long id, Instant now) {
        return database.sql("update key_rotation set back_attempted_at = ? where id = ? and step = 'STORED'").params(Timestamp.from(now), id).update() == 1;
    }

    boolean rolledBack(long id, int version, Instant at) {
        return database.sql("update key_rotation set step = 'ROLLED_BACK', back_version = ?, ended_at = ? where id = ? and step = 'STORED'")
                .params(version, Timestamp.from(at), id).update() == 1;
    }

    /** @param how an end that needs no more than its time */
    boolean end(long id, Step how, Instant at, Step... from) {
        return database.sql("update key_rotation set step = ?, ended_at = ? where id = ? and step = any (?)")
                .params(how.name(), Timestamp.from(at), id, List.of(from).stream().map(Step::name).toArray(String[]::new)).update() == 1;
    }

    private static Rotation rotation(ResultSet row) throws SQLException {
        return new Rotation(CredentialId.parse(new UserId(row.getString("owner")), row.getString("key")), row.getObject("request", Long.class),
                Step.valueOf(row.getString("step")), row.getTimestamp("started_at").toInstant(), time(row, "entered_at"), row.getInt("from_version"),
                row.getObject("to_version", Integer.class), time(row, "stored_at"), time(row, "grace_until"), row.getObject("back_version", Integer.class),
                time(row, "ended_at"));
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        var time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
