package io.nija.vault.requests.engine;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;

import io.nija.vault.base.BrokerId;
import io.nija.vault.base.CredentialId;
import io.nija.vault.base.UserId;
import io.nija.vault.requests.BulkScope;
import io.nija.vault.requests.RequestKind;
import io.nija.vault.requests.RequestSource;
import io.nija.vault.requests.RequestState;
import io.nija.vault.requests.RequestSummary;
import io.nija.vault.requests.Urgency;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/**
 * A request with all that the engine needs to know of it.
 *
 * @param approvalHolds whether somebody's approval lets the owner go on
 * @param approval      the one that waits for a decision; null when there is none
 * @param approvalAsker who asked for that
 * @param readyVersion  which version the key had when the owner was let go on
 * @param linkHash      of the latest link
 * @param spread        whether a bulk rotation has opened all its requests
 */
record RequestRow(RequestSummary summary, @Nullable Long parent, @Nullable BulkScope scope, boolean approvalHolds, @Nullable Long approval,
        @Nullable UserId approvalAsker, @Nullable Integer readyVersion, @Nullable Instant readyAt, @Nullable Integer outcome, byte @Nullable [] linkHash,
        @Nullable Instant linkOpened, int linkGeneration, boolean spread) {

    /** What {@link #mapper} reads. The table itself is {@code r}. */
    static final String COLUMNS = """
            r.*, wanted.id as approval, wanted.asked_by as approval_asker,
                r.kind <> 'ROTATION' and exists (select 1 from request_approval a where a.request = r.id and a.decision = 'APPROVED' and a.expires_at > now()
                    and a.decided_by is distinct from r.claimed_by) as approval_holds,
                case when r.kind = 'BULK_ROTATION' then (select count(*) from rotation_request c where c.parent = r.id) else 0 end as children,
                case when r.kind = 'BULK_ROTATION' then (select count(*) from rotation_request c where c.parent = r.id and c.state = 'ROTATED') else 0 end
                    as children_done""";
    static final String FROM = """
            \sfrom rotation_request r left join request_approval wanted
                on wanted.request = r.id and wanted.decision is null and wanted.lapsed_at is null and wanted.expires_at > now()
            """;
    static final String SELECT = "select " + COLUMNS + FROM;

    long id() {
        return summary.id();
    }

    RequestState state() {
        return summary.state();
    }

    /** Whether it is about a key of theirs. */
    boolean concerns(UserId person) {
        return person.equals(summary.owner()) || scope != null && scope.owners().contains(person);
    }

    boolean isClaimedBy(UserId person) {
        return person.equals(summary.claimedBy());
    }

    /** @param reader whose unread messages count */
    static RowMapper<RequestRow> mapper(@Nullable UserId reader) {
        return (row, number) -> {
            var owner = person(row, "owner");
            var state = RequestState.valueOf(row.getString("state"));
            var broker = row.getString("broker");
            var about = new RequestSummary(row.getLong("id"), RequestKind.valueOf(row.getString("kind")), state, Urgency.valueOf(row.getString("urgency")),
                    RequestSource.valueOf(row.getString("source")), owner, owner == null ? null : CredentialId.parse(owner, row.getString("key")),
                    broker == null ? null : new BrokerId(broker), row.getString("reason"), person(row, "asked_by"), person(row, "claimed_by"),
                    certain(row, "created_at"), state.live() && time(row, "answered_at") == null ? certain(row, "answer_due") : null,
                    state.live() && !state.withOwner() ? certain(row, "resolve_by") : null, certain(row, "expires_at"), time(row, "escalated_at"),
                    certain(row, "changed_at"), row.getObject("approval") != null,
                    row.getInt(owner != null && owner.equals(reader) ? "unread_owner" : "unread_staff"), row.getInt("children"), row.getInt("children_done"));
            return new RequestRow(about, row.getObject("parent", Long.class), scope(row, about), row.getBoolean("approval_holds"),
                    row.getObject("approval", Long.class), person(row, "approval_asker"), row.getObject("ready_version", Integer.class), time(row, "ready_at"),
                    row.getObject("outcome", Integer.class), row.getBytes("link_hash"), time(row, "link_opened_at"), row.getInt("link_generation"),
                    row.getObject("spread_at") != null);
        };
    }

    private static @Nullable BulkScope scope(ResultSet row, RequestSummary about) throws SQLException {
        var owners = row.getArray("scope_owners");
        return owners == null ? null : new BulkScope(about.broker(), Arrays.stream((String[]) owners.getArray()).map(UserId::new).toList());
    }

    static @Nullable UserId person(ResultSet row, String column) throws SQLException {
        var person = row.getString(column);
        return person == null ? null : new UserId(person);
    }

    static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        var time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }

    static Instant certain(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(time(row, column));
    }
}
