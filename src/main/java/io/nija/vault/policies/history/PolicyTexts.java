package io.nija.vault.policies.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.nija.vault.audit.AuditCursor;
import io.nija.vault.audit.Operation;
import io.nija.vault.policies.PolicyChange;
import io.nija.vault.policies.PolicyHistory;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** The texts in the database. */
@Service
class PolicyTexts implements PolicyHistory {

    private static final String SELECT = """
            select t.*, (select p.body from policy_text p where p.policy = t.policy and p.id < t.id order by p.id desc limit 1) as before
            from policy_text t""";

    private final JdbcClient database;

    PolicyTexts(JdbcClient database) {
        this.database = database;
    }

    /** The last text of each policy; empty for one that is gone. */
    Map<String, Optional<String>> latest() {
        var latest = new HashMap<String, Optional<String>>();
        database.sql("select distinct on (policy) policy, body from policy_text order by policy, id desc")
                .query((ResultSet row) -> {
                    latest.put(row.getString(1), Optional.ofNullable(row.getString(2)));
                });
        return latest;
    }

    /** Keeps a text, unless another console has done so. @param body null when the policy is gone */
    void add(String policy, @Nullable String body, boolean firstLook) {
        database.sql("""
                insert into policy_text (policy, seen_at, body, first_look)
                select :policy, now(), :body, :first
                where not exists (select 1 from policy_text where id = (select max(id) from policy_text where policy = :policy)
                    and body is not distinct from :body)""")
                .param("policy", policy).param("body", body, Types.VARCHAR).param("first", firstLook).update();
    }

    /** Changes since then of which it is not known who made them. */
    List<PolicyChange> withoutAuthor(Instant since) {
        return database.sql(SELECT + " where not t.first_look and t.changed_at is null and t.seen_at > ? order by t.id").param(Timestamp.from(since))
                .query((row, number) -> change(row)).list();
    }

    void author(PolicyChange change, Operation operation) {
        database.sql("update policy_text set changed_at = ?, operation_id = ?, person = ?, role = ? where id = ?")
                .params(Timestamp.from(operation.at()), operation.id(), operation.user().equals("-") ? null : operation.user(), operation.role(), change.id()).update();
    }

    @Override
    public List<PolicyChange> of(String policy) {
        return database.sql(SELECT + " where t.policy = ? order by t.id desc limit 200").param(policy).query((row, number) -> change(row)).list();
    }

    @Override
    public List<PolicyChange> since(Instant since) {
        return database.sql(SELECT + " where not t.first_look and t.seen_at > ? order by t.id desc limit 200").param(Timestamp.from(since))
                .query((row, number) -> change(row)).list();
    }

    @Override
    public Map<String, Instant> lastChanges() {
        var changes = new HashMap<String, Instant>();
        database.sql("select policy, max(coalesce(changed_at, seen_at)) from policy_text where not first_look group by policy")
                .query((ResultSet row) -> {
                    changes.put(row.getString(1), row.getTimestamp(2).toInstant());
                });
        return changes;
    }

    private static PolicyChange change(ResultSet row) throws SQLException {
        var changedAt = row.getTimestamp("changed_at");
        return new PolicyChange(row.getLong("id"), row.getString("policy"), row.getTimestamp("seen_at").toInstant(), row.getString("before"),
                row.getString("body"), row.getBoolean("first_look"), changedAt == null ? null : changedAt.toInstant(),
                changedAt == null ? null : new AuditCursor(changedAt.toInstant(), row.getLong("operation_id")), row.getString("person"), row.getString("role"));
    }
}
