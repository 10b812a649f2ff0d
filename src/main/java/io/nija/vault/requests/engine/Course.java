package io.nija.vault.requests.engine;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import io.nija.vault.base.UserId;
import io.nija.vault.requests.RequestState;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Moves requests from state to state, with the clock of the service level, which stands while it is the owner's turn. In the caller's
 * transaction, in which the request is locked.
 */
@Component
class Course {

    private static final String MOVE = """
            update rotation_request set state = :to, changed_at = :now, claimed_by = :claimer::varchar,
                answered_at = coalesce(answered_at, case when :answered then :now::timestamptz end),
                owner_time = owner_time + case when owner_since is not null and not :owners then :now::timestamptz - owner_since else interval '0' end,
                resolve_by = resolve_by + case when owner_since is not null and not :owners then :now::timestamptz - owner_since else interval '0' end,
                owner_since = case when :owners then coalesce(owner_since, :now::timestamptz) end,
                closed_at = case when :live then null else :now::timestamptz end,
                ready_at = case when :to = 'READY_TO_ROTATE' and state <> 'READY_TO_ROTATE' then :now::timestamptz else ready_at end,
                ready_version = case when :to = 'READY_TO_ROTATE' then coalesce(:version::integer, ready_version) else ready_version end,
                outcome = case when :to = 'ROTATED' then :version::integer end
            where id = :id""";

    private final JdbcClient database;
    private final RequestStore store;
    private final RequestSignals signals;
    private final Clock clock;

    Course(JdbcClient database, RequestStore store, RequestSignals signals, Clock clock) {
        this.database = database;
        this.store = store;
        this.signals = signals;
        this.clock = clock;
    }

    /** As exact as PostgreSQL keeps it. */
    Instant now() {
        return Instant.now(clock).truncatedTo(ChronoUnit.MICROS);
    }

    /** A step of the staff. @param claimer who has the request afterwards */
    void staff(RequestRow request, RequestState to, @Nullable UserId claimer, String what, UserId person, @Nullable String why) {
        move(request, to, claimer, true, null, what, person, why);
    }

    /** A step of the owner's, or of the console's by itself; whoever has the request keeps it. */
    void step(RequestRow request, RequestState to, String what, @Nullable UserId person, @Nullable String why) {
        move(request, to, request.summary().claimedBy(), false, null, what, person, why);
    }

    /** The owner is let go on with a key of that version. */
    void ready(RequestRow request, @Nullable Integer version, String what, UserId person, @Nullable String why) {
        move(request, RequestState.READY_TO_ROTATE, request.summary().claimedBy(), true, version, what, person, why);
    }

    /** @param version that came out; null where none does */
    void done(RequestRow request, @Nullable Integer version, String what, @Nullable UserId person) {
        move(request, RequestState.ROTATED, request.summary().claimedBy(), false, version, what, person, null);
    }

    /** After the request was put down. */
    void opened(long request, Instant now, RequestState state, @Nullable UserId asker, String reason) {
        store.event(request, now, null, state, "opened", asker, reason);
        signals.changed();
    }

    /** After the claimer was put down. */
    void claimed(RequestRow before, RequestState after, UserId claimer) {
        var now = now();
        database.sql("update rotation_request set changed_at = :now, answered_at = coalesce(answered_at, :now::timestamptz) where id = :id")
                .param("now", Timestamp.from(now)).param("id", before.id()).update();
        store.event(before.id(), now, after == before.state() ? null : before.state(), after, "claimed", claimer, null);
        signals.changed();
    }

    /** Something was written about it. */
    void touched(RequestRow request) {
        database.sql("update rotation_request set changed_at = :now where id = :id").param("now", Timestamp.from(now())).param("id", request.id()).update();
        signals.changed();
    }

    /** Something happened to it that leaves its state as it is. */
    void note(RequestRow request, String what, @Nullable UserId person, @Nullable String why) {
        store.event(request.id(), now(), null, request.state(), what, person, why);
        touched(request);
    }

    /** Ends a bulk rotation when nothing is left to do. Whoever calls has a lock on it, so that the last two of its requests see each other. */
    void finish(long bulk) {
        store.find(bulk, null).filter(request -> request.state() == RequestState.READY_TO_ROTATE && request.spread())
                .filter(request -> database.sql("select not exists (select 1 from rotation_request where parent = :bulk and closed_at is null)")
                        .param("bulk", bulk).query(Boolean.class).single())
                .ifPresent(request -> done(request, null, "all its requests have ended", null));
    }

    private void move(RequestRow request, RequestState to, @Nullable UserId claimer, boolean answered, @Nullable Integer version, String what,
            @Nullable UserId person, @Nullable String why) {
        var now = now();
        database.sql(MOVE).param("to", to.name()).param("now", Timestamp.from(now)).param("claimer", claimer == null ? null : claimer.value())
                .param("answered", answered).param("owners", to.withOwner()).param("live", to.live()).param("version", version)
                .param("id", request.id()).update();
        store.event(request.id(), now, to == request.state() ? null : request.state(), to, what, person, why);
        signals.changed();
        if (request.parent() != null && !to.live()) {
            finish(request.parent());
        }
    }
}
