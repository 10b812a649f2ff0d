package io.nija.vault.backup.engine;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import io.nija.vault.backup.Backup;
import io.nija.vault.backup.BackupKind;
import io.nija.vault.backup.BackupState;
import io.nija.vault.backup.archive.Archives;
import io.nija.vault.backup.archive.Manifest;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of backups. What changes a row says whether it was still as the caller took it to be. */
@Component
class BackupRows {

    /** After that long without a sign of life, whoever made it counts as ended. The database's clock decides. */
    static final Duration SILENCE = Duration.ofSeconds(30);

    private static final int LONGEST_PROBLEM = 1000;
    private static final String SELECT = """
            select name, kind, state, asked_by, console, began, ended, step, bytes, problem, verified,
                case when verifying > now() - interval '%d seconds' then verified_bytes end as verifying from backup
            """.formatted(SILENCE.toSeconds());

    private final JdbcClient database;

    BackupRows(JdbcClient database) {
        this.database = database;
    }

    /** A new running one, under a name of its own. @return empty when one of that kind is running */
    Optional<String> begin(BackupKind kind, String askedBy, String console) {
        var latest = database.sql("select max(began) from backup where kind = ?").param(kind.name())
                .query((row, number) -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant)).single();
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        // Names tell seconds, and there may be two backups within one.
        var began = latest.map(last -> last.plusSeconds(1)).filter(now::isBefore).orElse(now);
        var name = Archives.name(kind, began);
        try {
            database.sql("insert into backup (name, kind, state, asked_by, console, began) values (?, ?, 'RUNNING', ?, ?, ?)")
                    .params(name, kind.name(), askedBy, console, Timestamp.from(began)).update();
        } catch (DuplicateKeyException e) {
            return Optional.empty();
        }
        changed();
        return Optional.of(name);
    }

    /** @return whether it is to go on: it was neither cancelled nor given up by another console */
    boolean beat(String name, String step, long bytes) {
        var cancelled = database.sql("update backup set heartbeat = now(), step = left(?, 200), bytes = ? where name = ? and state = 'RUNNING' returning cancelled")
                .params(step, bytes, name).query(Boolean.class).optional();
        changed();
        return cancelled.isPresent() && !cancelled.get();
    }

    /** @return false when another console had given it up */
    boolean good(Manifest manifest) {
        return changed(database.sql("""
                update backup set state = 'GOOD', ended = now(), verified = now(), bytes = ?, manifest = ?, step = '' where name = ? and state = 'RUNNING'""")
                .params(manifest.bytes(), new String(manifest.json()), manifest.name()).update());
    }

    /** @return false when it does not run any more */
    boolean end(String name, BackupState state, @Nullable String problem) {
        return changed(database.sql("update backup set state = ?, ended = now(), problem = ?, step = '' where name = ? and state = 'RUNNING'")
                .params(state.name(), shortened(problem), name).update());
    }

    void cancel(String name) {
        changed(database.sql("update backup set cancelled = true where name = ? and state = 'RUNNING'").param(name).update());
    }

    /** Those whose console does not give a sign of life any more count as failed. @return their names */
    List<String> endSilent() {
        var ended = database.sql("""
                update backup set state = 'FAILED', ended = now(), step = '', problem = 'The console that made it has ended: ' || console || '.'
                where state = 'RUNNING' and heartbeat < now() - make_interval(secs => ?) returning name""")
                .param(SILENCE.toSeconds()).query(String.class).list();
        changed(ended.size());
        return ended;
    }

    /** @return false when there is nothing of it in the store, or it is being read back already */
    boolean beginVerifying(String name) {
        return changed(database.sql("""
                update backup set verifying = now(), verified_bytes = 0
                where name = ? and state in (%s) and (verifying is null or verifying < now() - make_interval(secs => ?))""".formatted(stored()))
                .params(name, SILENCE.toSeconds()).update());
    }

    void beatVerifying(String name, long bytes) {
        changed(database.sql("update backup set verifying = now(), verified_bytes = ? where name = ? and verifying is not null").params(bytes, name).update());
    }

    void verified(Manifest manifest) {
        changed(database.sql("""
                update backup set state = 'GOOD', verified = now(), verifying = null, problem = null, bytes = ?, manifest = ?
                where name = ? and state in (%s)""".formatted(stored())).params(manifest.bytes(), new String(manifest.json()), manifest.name()).update());
    }

    /** @param state that it has now; null when nothing could be told, and it stays what it was */
    void notVerified(String name, @Nullable BackupState state, String problem) {
        changed(database.sql("update backup set state = coalesce(?, state), verifying = null, problem = ? where name = ? and state in (%s)".formatted(stored()))
                .params(state == null ? null : state.name(), shortened(problem), name).update());
    }

    /** Nothing happens to one that is another state's by now. */
    void become(String name, BackupState from, BackupState to, @Nullable String problem) {
        changed(database.sql("update backup set state = ?, problem = ? where name = ? and state = ?")
                .params(to.name(), shortened(problem), name, from.name()).update());
    }

    /** Takes down what is in the store and not in the table, or not as good. */
    void found(String name, @Nullable Manifest manifest, @Nullable String problem) {
        var state = manifest == null ? BackupState.DAMAGED : BackupState.FOUND;
        changed(database.sql("""
                insert into backup (name, kind, state, asked_by, console, began, ended, bytes, problem, manifest)
                values (:name, :kind, :state, '-', '-', :began, :ended, :bytes, :problem, :manifest)
                on conflict (name) do update set state = :state, bytes = :bytes, problem = :problem, manifest = :manifest where backup.state <> 'RUNNING'""")
                .param("name", name).param("kind", Archives.kind(name).name()).param("state", state.name())
                .param("began", Timestamp.from(manifest == null ? Archives.began(name) : manifest.began()))
                .param("ended", Timestamp.from(manifest == null ? Archives.began(name) : manifest.ended()))
                .param("bytes", manifest == null ? 0 : manifest.bytes()).param("problem", shortened(problem))
                .param("manifest", manifest == null ? null : new String(manifest.json())).update());
    }

    Optional<Backup> find(String name) {
        return database.sql(SELECT + "where name = ?").param(name).query((row, number) -> backup(row)).optional();
    }

    Optional<String> manifest(String name) {
        return database.sql("select manifest from backup where name = ? and manifest is not null").param(name).query(String.class).optional();
    }

    List<Backup> page(@Nullable String before, int limit) {
        var sql = SELECT + (before == null ? "" : "where (began, name) < (select began, name from backup where name = :before) ") + "order by began desc, name desc limit :limit";
        return database.sql(sql).param("limit", limit).param("before", before).query((row, number) -> backup(row)).list();
    }

    /** The newest of a kind that is in one of these states. */
    Optional<Backup> newest(BackupKind kind, BackupState... states) {
        return database.sql(SELECT + "where kind = ? and state in (%s) order by began desc limit 1".formatted(quoted(states)))
                .param(kind.name()).query((row, number) -> backup(row)).optional();
    }

    /** When the first of a kind was begun, whatever came of it. */
    Optional<Instant> first(BackupKind kind) {
        return database.sql("select min(began) from backup where kind = ?").param(kind.name())
                .query((row, number) -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant)).single();
    }

    List<Backup> in(BackupState... states) {
        return database.sql(SELECT + "where state in (%s) order by began desc".formatted(quoted(states))).query((row, number) -> backup(row)).list();
    }

    private static String stored() {
        return quoted(Arrays.stream(BackupState.values()).filter(BackupState::isStored).toArray(BackupState[]::new));
    }

    private static String quoted(BackupState... states) {
        return Arrays.stream(states).map(state -> "'" + state.name() + "'").collect(Collectors.joining(", "));
    }

    private static @Nullable String shortened(@Nullable String text) {
        return text == null || text.length() <= LONGEST_PROBLEM ? text : text.substring(0, LONGEST_PROBLEM - 1) + "…";
    }

    private boolean changed(int rows) {
        if (rows > 0) {
            changed();
        }
        return rows > 0;
    }

    private void changed() {
        database.sql("select pg_notify('" + BackupSignals.CHANNEL + "', '')").query((row, number) -> "").single();
    }

    private static Backup backup(ResultSet row) throws SQLException {
        return new Backup(row.getString("name"), BackupKind.valueOf(row.getString("kind")), BackupState.valueOf(row.getString("state")),
                row.getString("asked_by"), row.getString("console"), row.getTimestamp("began").toInstant(), instant(row, "ended"), row.getString("step"),
                row.getLong("bytes"), row.getString("problem"), instant(row, "verified"), row.getObject("verifying", Long.class));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
