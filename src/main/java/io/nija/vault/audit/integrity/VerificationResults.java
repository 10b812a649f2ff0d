package io.nija.vault.audit.integrity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import io.nija.vault.audit.AuditFinding;
import io.nija.vault.audit.VerificationResult;
import io.nija.vault.audit.VerificationResult.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How verifications ended, in the database. */
final class VerificationResults {

    private final JdbcClient database;

    VerificationResults(JdbcClient database) {
        this.database = database;
    }

    void add(String source, VerificationResult result) {
        var finding = result.finding();
        database.sql("""
                insert into audit_verification (source_id, started_at, ended_at, since, outcome, first_line, lines, operations, heads, file_lines,
                    wrong_line, wrong_at, problem)
                select id, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, left(?, 400) from audit_source where name = ?""")
                .params(timestamp(result.startedAt()), timestamp(result.endedAt()), timestamp(result.since()), result.outcome().name(), result.firstLine(),
                        result.lines(), result.operations(), result.heads(), result.fileLines(), finding == null ? null : finding.line(),
                        finding == null ? null : timestamp(finding.at()), finding == null ? null : finding.problem(), source)
                .update();
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant time) {
        return time == null ? null : Timestamp.from(time);
    }

    /** The last one of each source, by the source's number. */
    Map<Integer, VerificationResult> latest() {
        var latest = new HashMap<Integer, VerificationResult>();
        database.sql("""
                select v.* from audit_source s cross join lateral
                (select * from audit_verification where source_id = s.id order by id desc limit 1) v""")
                .query((ResultSet row) -> {
                    latest.put(row.getInt("source_id"), result(row));
                });
        return latest;
    }

    private static VerificationResult result(ResultSet row) throws SQLException {
        var problem = row.getString("problem");
        return new VerificationResult(row.getTimestamp("started_at").toInstant(), row.getTimestamp("ended_at").toInstant(), time(row, "since"),
                Outcome.valueOf(row.getString("outcome")), row.getLong("first_line"), row.getLong("lines"), row.getLong("operations"),
                row.getInt("heads"), row.getLong("file_lines"),
                problem == null ? null : new AuditFinding(row.getLong("wrong_line"), time(row, "wrong_at"), problem));
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        var time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
