package io.nija.vault.backup.drill;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.nija.vault.backup.BackupKind;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table of drills. The database's clock decides. */
@Component
class DrillRows {

    /** After that long without a sign of life a runner counts as ended. */
    private static final Duration SILENCE = Duration.ofSeconds(60);
    /** After that long without a runner that takes it up, it is given up. */
    private static final Duration UNHEARD = Duration.ofDays(1);

    private static final int LONGEST_PROBLEM = 2000;
    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<List<Check>> CHECKS = new TypeReference<>() {
    };
    private static final TypeReference<List<Steps.Time>> TIMES = new TypeReference<>() {
    };

    private final JdbcClient database;

    DrillRows(JdbcClient database) {
        this.database = database;
    }

    /** @return false when one of that kind is open */
    boolean ask(BackupKind kind, @Nullable String backup, String askedBy) {
        try {
            database.sql("insert into restore_drill (kind, backup, state, asked_by) values (?, ?, 'ASKED', ?)").params(kind.name(), backup, askedBy).update();
        } catch (DuplicateKeyException e) {
            return false;
        }
        changed();
        return true;
    }

    /** @return false when it does not wait any more */
    boolean withdraw(long id) {
        boolean waited = database.sql("delete from restore_drill where id = ? and state = 'ASKED'").param(id).update() > 0;
        changed();
        return waited;
    }

    /** The next that waits, which the caller does from now on. */
    Optional<Drill> take(List<BackupKind> kinds, String runner) {
        var taken = database.sql("""
                update restore_drill set state = 'RUNNING', runner = :runner, began = now(), heartbeat = now()
                where id = (select id from restore_drill where state = 'ASKED' and kind = any (:kinds) order by id limit 1 for update skip locked)
                returning *""").param("runner", runner).param("kinds", kinds.stream().map(BackupKind::name).toArray(String[]::new))
                .query((row, number) -> drill(row)).optional();
        taken.ifPresent(drill -> changed());
        return taken;
    }

    /** @return false when it was given up meanwhile */
    boolean beat(long id, String step) {
        boolean goesOn = database.sql("update restore_drill set heartbeat = now(), step = left(?, 200) where id = ? and state = 'RUNNING'").params(step, id).update() > 0;
        changed();
        return goesOn;
    }

    void chosen(long id, String backup, Instant backedUp, long bytes) {
        database.sql("update restore_drill set backup = ?, backed_up = ?, bytes = ? where id = ?").params(backup, Timestamp.from(backedUp), bytes, id).update();
    }

    /** @param problem null when it has passed */
    void end(long id, @Nullable String problem, @Nullable Duration recovery, List<Check> checks, List<Steps.Time> times) {
        database.sql("""
                update restore_drill set state = ?, problem = left(?, ?), ended = now(), step = '', recovery_ms = ?, checks = ?, times = ?
                where id = ? and state = 'RUNNING'""")
                .params(problem == null ? DrillState.PASSED.name() : DrillState.FAILED.name(), problem, LONGEST_PROBLEM,
                        recovery == null ? null : recovery.toMillis(), JSON.writeValueAsString(checks), JSON.writeValueAsString(times), id).update();
        changed();
    }

    /** Those whose runner gives no sign of life any more, and those that nobody takes up, have failed. */
    void endSilent() {
        int ended = database.sql("""
                update restore_drill set state = 'FAILED', ended = now(), step = '', problem = 'The console that did it has ended in the middle: ' || runner || '.'
                where state = 'RUNNING' and heartbeat < now() - make_interval(secs => ?)""").param(SILENCE.toSeconds()).update();
        ended += database.sql("""
                update restore_drill set state = 'FAILED', ended = now(),
                    problem = 'No console took it up. Drills are done where BACKUP_DRILL_KEY is set; is one running there?'
                where state = 'ASKED' and asked < now() - make_interval(secs => ?)""").param(UNHEARD.toSeconds()).update();
        if (ended > 0) {
            changed();
        }
    }

    Optional<Drill> find(long id) {
        return database.sql("select * from restore_drill where id = ?").param(id).query((row, number) -> drill(row)).optional();
    }

    Optional<Drill> latest(BackupKind kind) {
        return database.sql("select * from restore_drill where kind = ? order by id desc limit 1").param(kind.name()).query((row, number) -> drill(row)).optional();
    }

    /** The newest that has ended like this. */
    Optional<Drill> latest(BackupKind kind, DrillState state) {
        return database.sql("select * from restore_drill where kind = ? and state = ? order by id desc limit 1").params(kind.name(), state.name())
                .query((row, number) -> drill(row)).optional();
    }

    List<Drill> page(@Nullable Long before, int limit) {
        return database.sql("select * from restore_drill where id < ? order by id desc limit ?").params(before == null ? Long.MAX_VALUE : before, limit)
                .query((row, number) -> drill(row)).list();
    }

    List<Drill> endedSince(BackupKind kind, Instant since) {
        return database.sql("select * from restore_drill where kind = ? and ended >= ? order by ended").params(kind.name(), Timestamp.from(since))
                .query((row, number) -> drill(row)).list();
    }

    /** Pages hear of drills as they hear of backups. */
    private void changed() {
        database.sql("select pg_notify('backup_change', '')").query((row, number) -> "").single();
    }

    private static Drill drill(ResultSet row) throws SQLException {
        var recovery = row.getObject("recovery_ms", Long.class);
        return new Drill(row.getLong("id"), BackupKind.valueOf(row.getString("kind")), row.getString("backup"), DrillState.valueOf(row.getString("state")),
                row.getString("asked_by"), row.getTimestamp("asked").toInstant(), row.getString("runner"), instant(row, "began"), instant(row, "ended"),
                row.getString("step"), row.getString("problem"), instant(row, "backed_up"), row.getObject("bytes", Long.class),
                recovery == null ? null : Duration.ofMillis(recovery), JSON.readValue(row.getString("checks"), CHECKS),
                JSON.readValue(row.getString("times"), TIMES));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
