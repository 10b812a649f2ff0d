package io.nija.vault.requests.engine;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.nija.vault.requests.RequestKind;
import io.nija.vault.requests.RequestSource;
import io.nija.vault.requests.RequestState;
import io.nija.vault.requests.Urgency;
import io.nija.vault.testing.DevPostgres;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

import static io.nija.vault.requests.RequestState.CLAIMED;
import static io.nija.vault.requests.RequestState.OPEN;
import static io.nija.vault.requests.RequestState.READY_TO_ROTATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/** What the database refuses whoever asks it, by SQL past the code. */
class RequestGuardTest {

    private static DevPostgres postgres;
    private static JdbcClient database;
    private static int keys;

    @BeforeAll
    static void start() throws IOException {
        postgres = DevPostgres.start();
        Flyway.configure().dataSource(postgres.dataSource()).load().migrate();
        database = JdbcClient.create(postgres.dataSource());
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    private static long open(RequestKind kind) {
        return database.sql("""
                insert into rotation_request (kind, state, urgency, source, owner, key, broker, reason, asked_by, created_at, changed_at, expires_at, answer_due,
                    resolve_by) values (:kind, 'OPEN', 'NORMAL', 'OWNER', 'alice', :key, 'okx', 'lost', 'alice', now(), now(), now() + interval '1 day',
                    now() + interval '1 hour', now() + interval '2 hours') returning id""").param("kind", kind.name()).param("key", "okx--" + ++keys)
                .query(Long.class).single();
    }

    private static void move(long id, RequestState to) {
        move(id, to, "sam");
    }

    private static void move(long id, RequestState to, String claimer) {
        database.sql("""
                update rotation_request set state = :to, claimed_by = case when :to <> 'OPEN' then coalesce(claimed_by, :claimer) end,
                    owner_since = case when :owner then now() end, closed_at = case when not :live then now() end, outcome = case when :to = 'ROTATED' then 2 end
                where id = :id""").param("to", to.name()).param("claimer", claimer).param("owner", to.withOwner()).param("live", to.live()).param("id", id).update();
    }

    /** By a legal way. */
    private static long in(RequestState state) {
        long id = open(RequestKind.ROTATION);
        if (state != OPEN) {
            move(id, CLAIMED);
            if (state == RequestState.ROTATED) {
                move(id, READY_TO_ROTATE);
            }
            if (state != CLAIMED) {
                move(id, state);
            }
        }
        return id;
    }

    private static long approval(long request) {
        return database.sql("""
                insert into request_approval (request, asked_at, asked_by, why, expires_at) values (:id, now(), 'sam', 'she asks', now() + interval '1 day')
                returning id""").param("id", request).query(Long.class).single();
    }

    private static void decide(long approval, String person, String decision) {
        database.sql("update request_approval set decision = :decision, decided_by = :person, decided_at = now(), decision_why = 'why' where id = :id")
                .param("decision", decision).param("person", person).param("id", approval).update();
    }

    private static void refused(Runnable change) {
        assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(change::run);
    }

    @Test
    void theDatabaseKnowsTheChangesThatTheCodeKnows() {
        var changes = Stream.of(RequestState.values()).flatMap(from -> from.next().stream().map(to -> from + " " + to)).collect(Collectors.toSet());

        assertThat(Set.copyOf(database.sql("select from_state || ' ' || to_state from request_change").query(String.class).list())).isEqualTo(changes);
    }

    @ParameterizedTest
    @EnumSource
    void anIllegalChangeOfStateIsRefused(RequestState from) {
        for (var to : RequestState.values()) {
            long id = in(from);
            if (from.next().contains(to)) {
                assertThatNoException().as(from + " to " + to).isThrownBy(() -> move(id, to));
            } else if (from != to) {
                refused(() -> move(id, to));
                assertThat(state(id)).isEqualTo(from.name());
            }
        }
    }

    private static String state(long id) {
        return database.sql("select state from rotation_request where id = :id").param("id", id).query(String.class).single();
    }

    @Test
    void whatHasEndedStaysAsItIs() {
        long id = in(RequestState.ROTATED);

        refused(() -> database.sql("update rotation_request set outcome = 3 where id = :id").param("id", id).update());
        refused(() -> database.sql("update rotation_request set claimed_by = 'sue' where id = :id").param("id", id).update());
        refused(() -> database.sql("insert into request_message (request, at, person, staff, internal, text) values (:id, now(), 'alice', false, false, 'hello')")
                .param("id", id).update());
        refused(() -> database.sql("delete from rotation_request where id = :id").param("id", id).update());
        assertThat(database.sql("update rotation_request set unread_owner = 0, unread_staff = 0 where id = :id").param("id", id).update()).as("it is read").isOne();
    }

    @Test
    void whatItIsAboutStaysAsItIs() {
        long id = open(RequestKind.DESTRUCTION);

        for (var change : List.of("kind = 'ROTATION'", "owner = 'bob'", "key = 'kraken'", "asked_by = 'bob'", "source = 'SUPPORT'", "reason = 'other'")) {
            refused(() -> database.sql("update rotation_request set " + change + " where id = :id").param("id", id).update());
        }
    }

    @Test
    void nobodyClaimsTheRequestOfTheirOwnKey() {
        long id = open(RequestKind.ROTATION);

        refused(() -> move(id, CLAIMED, "alice"));
    }

    @Test
    void aClaimedRequestHasAClaimerAndARotatedOneAVersion() {
        long id = in(READY_TO_ROTATE);
        refused(() -> database.sql("update rotation_request set state = 'ROTATED', owner_since = null, closed_at = now() where id = :id").param("id", id).update());
        long other = in(CLAIMED);
        refused(() -> database.sql("update rotation_request set claimed_by = null where id = :id").param("id", other).update());
    }

    @Test
    void thereIsOneLiveRequestAKey() {
        open(RequestKind.ROTATION);
        keys--;

        refused(() -> open(RequestKind.DESTRUCTION));
    }

    @Test
    void aRequestBeginsOpenOrWithTheOwnersTurn() {
        for (var state : RequestState.values()) {
            for (var source : RequestSource.values()) {
                for (var kind : List.of(RequestKind.ROTATION, RequestKind.DESTRUCTION)) {
                    Runnable insert = () -> database.sql("""
                            insert into rotation_request (kind, state, urgency, source, owner, key, broker, reason, claimed_by, created_at, changed_at, expires_at,
                                answer_due, resolve_by, owner_since, closed_at, outcome)
                            values (:kind, :state, 'LOW', :source, 'alice', :key, 'okx', 'lost', case when :state <> 'OPEN' then 'sam' end, now(), now(), now(), now(),
                                now(), case when :owner then now() end, case when not :live then now() end, 2)""").param("kind", kind.name())
                            .param("state", state.name()).param("source", source.name()).param("key", "okx--" + ++keys).param("owner", state.withOwner())
                            .param("live", state.live()).update();
                    if (state == OPEN || state == READY_TO_ROTATE && kind == RequestKind.ROTATION && source != RequestSource.OWNER) {
                        assertThatNoException().isThrownBy(insert::run);
                    } else {
                        refused(insert);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BULK_ROTATION")
    void aSensitiveOneIsNotReadyWithoutAnApprovalThatHolds(RequestKind kind) {
        long id = open(kind);
        move(id, CLAIMED);
        if (!kind.sensitive()) {
            assertThatNoException().isThrownBy(() -> move(id, READY_TO_ROTATE));
            return;
        }
        refused(() -> move(id, READY_TO_ROTATE));
        long refusal = approval(id);
        decide(refusal, "ada", "REFUSED");
        refused(() -> move(id, READY_TO_ROTATE));
        decide(approval(id), "sue", "APPROVED");

        refused(() -> {
            // Who approved it has taken it over.
            database.sql("update rotation_request set claimed_by = 'sue' where id = :id").param("id", id).update();
            move(id, READY_TO_ROTATE);
        });
        database.sql("update rotation_request set claimed_by = 'sam' where id = :id").param("id", id).update();
        assertThatNoException().isThrownBy(() -> move(id, READY_TO_ROTATE));
    }

    @Test
    void anApprovalThatHasRunOutHoldsNoMore() {
        long id = open(RequestKind.DESTRUCTION);
        move(id, CLAIMED);
        long approval = database.sql("""
                insert into request_approval (request, asked_at, asked_by, why, expires_at) values (:id, now(), 'sam', 'she asks', clock_timestamp() + interval '5 seconds')
                returning id""").param("id", id).query(Long.class).single();
        decide(approval, "ada", "APPROVED");
        database.sql("select pg_sleep_until(expires_at) from request_approval where id = :id").param("id", approval).query((row, number) -> "").single();

        refused(() -> move(id, READY_TO_ROTATE));
        long late = database.sql("insert into request_approval (request, asked_at, asked_by, why, expires_at) values (:id, now(), 'sam', 'again', now()) returning id")
                .param("id", id).query(Long.class).single();
        refused(() -> decide(late, "ada", "APPROVED"));
    }

    @Test
    void nobodyDecidesWhoHasAPartInIt() {
        long id = open(RequestKind.DESTRUCTION);
        move(id, CLAIMED, "sue");
        long approval = approval(id);

        for (var person : List.of("alice", "sue", "sam")) {
            refused(() -> decide(approval, person, "APPROVED"));
        }
        decide(approval, "ada", "APPROVED");
        refused(() -> decide(approval, "ada", "REFUSED"));
        refused(() -> database.sql("update request_approval set expires_at = now() + interval '9 days' where id = :id").param("id", approval).update());
        refused(() -> database.sql("delete from request_approval where id = :id").param("id", approval).update());
    }

    @Test
    void nobodyDecidesAboutABulkRotationOfTheirOwnKeys() {
        long id = database.sql("""
                insert into rotation_request (kind, state, urgency, source, scope_owners, reason, asked_by, created_at, changed_at, expires_at, answer_due, resolve_by)
                values ('BULK_ROTATION', 'OPEN', 'URGENT', 'ADMIN', '{bob,sue}', 'a leak', 'ada', now(), now(), now(), now(), now()) returning id""")
                .query(Long.class).single();
        refused(() -> move(id, CLAIMED, "sue"));
        move(id, CLAIMED);
        long approval = approval(id);
        refused(() -> decide(approval, "sue", "APPROVED"));
        refused(() -> decide(approval, "ada", "APPROVED"));
        decide(approval, "sid", "APPROVED");
        assertThatNoException().isThrownBy(() -> move(id, READY_TO_ROTATE));
    }

    @Test
    void whatWasSaidAndDoneStays() {
        long id = open(RequestKind.ROTATION);
        database.sql("insert into request_event (request, at, to_state, what) values (:id, now(), 'OPEN', 'opened')").param("id", id).update();
        database.sql("insert into request_message (request, at, person, staff, internal, text) values (:id, now(), 'alice', false, false, 'hello')").param("id", id).update();

        for (var change : List.of("update request_event set what = 'other'", "delete from request_event", "update request_message set text = 'other'",
                "delete from request_message")) {
            refused(() -> database.sql(change + " where request = :id").param("id", id).update());
        }
        refused(() -> database.sql("insert into request_message (request, at, person, staff, internal, text) values (:id, now(), 'alice', false, true, 'a note')")
                .param("id", id).update());
    }

    @Test
    void theDatabaseKnowsTheWordsThatTheCodeKnows() {
        var checks = String.join(" ", database.sql("select pg_get_constraintdef(oid) from pg_constraint where conrelid = 'rotation_request'::regclass")
                .query(String.class).list());

        Stream.of(RequestKind.values(), RequestState.values(), Urgency.values(), RequestSource.values()).flatMap(Arrays::stream)
                .forEach(word -> assertThat(checks).contains("'" + word.name() + "'"));
        assertThat(Stream.of(RequestKind.values()).filter(kind -> !kind.sensitive())).as("as the guard has it").containsExactly(RequestKind.ROTATION);
    }
}
