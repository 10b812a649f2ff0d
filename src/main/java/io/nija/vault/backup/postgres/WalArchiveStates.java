package io.nija.vault.backup.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;

import io.nija.vault.backup.BackupKind;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of how far the archives of WAL have come. */
@Component
public class WalArchiveStates {

    private static final int LONGEST = 1000;

    private final JdbcClient database;

    WalArchiveStates(JdbcClient database) {
        this.database = database;
    }

    /** One for each database whose WAL is archived. */
    public List<WalArchiveState> all() {
        return database.sql("""
                select kind, system_identifier, stored, covered, behind_bytes, problem, began,
                    case when not exists (select 1 from backup where backup.kind = wal_archive.kind and state = 'GOOD' and backup.began > gap_at) then gap end as gap
                from wal_archive order by kind""").query(WalArchiveStates::state).list();
    }

    private static WalArchiveState state(ResultSet row, int number) throws SQLException {
        return new WalArchiveState(BackupKind.valueOf(row.getString("kind")), row.getString("system_identifier"), row.getString("stored"),
                instant(row.getTimestamp("covered")), row.getLong("behind_bytes"), row.getString("problem"), row.getString("gap"),
                row.getTimestamp("began").toInstant());
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }

    /** What a console does not know yet since it took over stays as it was, as long as it is the same server. */
    void write(BackupKind kind, WalProgress progress) {
        database.sql("""
                insert into wal_archive as old (kind, system_identifier, stored, covered, behind_bytes, problem, gap, gap_at)
                values (:kind, nullif(:server, ''), :stored, :covered, :behind, :problem, :gap, case when :gap::text is not null then now() end)
                on conflict (kind) do update set
                    stored = coalesce(excluded.stored, case when :server in ('', old.system_identifier) then old.stored end),
                    covered = coalesce(excluded.covered, case when :server in ('', old.system_identifier) then old.covered end),
                    gap_at = case when excluded.gap is distinct from old.gap and excluded.gap is not null then now() else old.gap_at end,
                    gap = coalesce(excluded.gap, old.gap),
                    system_identifier = coalesce(excluded.system_identifier, old.system_identifier),
                    behind_bytes = excluded.behind_bytes, problem = excluded.problem""")
                .param("kind", kind.name()).param("server", progress.systemIdentifier()).param("stored", progress.stored())
                .param("covered", progress.covered() == null ? null : Timestamp.from(progress.covered()), Types.TIMESTAMP)
                .param("behind", progress.behindBytes()).param("problem", shortened(progress.problem())).param("gap", shortened(progress.gap())).update();
    }

    private static @Nullable String shortened(@Nullable String words) {
        return words == null || words.length() <= LONGEST ? words : words.substring(0, LONGEST);
    }
}
