package io.nija.vault.requests.engine;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.nija.vault.base.UserId;
import io.nija.vault.credentials.Credentials;
import io.nija.vault.requests.Approval.Decision;
import io.nija.vault.requests.RequestAction;
import io.nija.vault.requests.RequestChangedException;
import io.nija.vault.requests.RequestDetail;
import io.nija.vault.requests.RequestKind;
import io.nija.vault.requests.RequestState;
import io.nija.vault.requests.Requests;
import io.nija.vault.requests.RequestsOfTheConsole;
import io.nija.vault.requests.Urgency;
import io.nija.vault.testing.ConsoleTest;
import io.nija.vault.testing.People;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.support.TransactionOperations;

import static io.nija.vault.testing.People.ADA_THE_ADMIN;
import static io.nija.vault.testing.People.ALICE;
import static io.nija.vault.testing.People.BOB;
import static io.nija.vault.testing.People.SAM_OF_SUPPORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Every action by everybody in every state: what the table below has comes about, everything else is refused and changes nothing. */
@ConsoleTest
class WhoMayDoWhatTest {

    private static final String NOBODY = "";
    private static final String STAFF = "WRITE NOTE";
    private static final String ADMIN = "RELEASE HAND_OVER WRITE NOTE";

    /** In which state, then what Alice may (her key, her request), Sam (who has claimed it, if anybody has), Sue of support, Ada the admin. */
    private static final Map<String, String[]> TABLE = new LinkedHashMap<>();

    static {
        may("open", "CANCEL WRITE", "CLAIM WRITE NOTE", "CLAIM WRITE NOTE", "CLAIM WRITE NOTE");
        may("claimed", "CANCEL WRITE", "RELEASE HAND_OVER ASK_OWNER MAKE_READY REJECT WRITE NOTE", STAFF, ADMIN);
        may("waiting", "CANCEL WRITE", "RELEASE HAND_OVER REJECT WRITE NOTE", STAFF, ADMIN);
        may("ready", "CANCEL WRITE COMPLETE", "HAND_OVER WITHDRAW WRITE NOTE", STAFF, "HAND_OVER WRITE NOTE");
        may("ready as the key expires", "CANCEL WRITE COMPLETE", "CLAIM WRITE NOTE", "CLAIM WRITE NOTE", "CLAIM WRITE NOTE");
        may("rotated", NOBODY, NOBODY, NOBODY, NOBODY);
        may("rejected", NOBODY, NOBODY, NOBODY, NOBODY);
        may("cancelled", NOBODY, NOBODY, NOBODY, NOBODY);
        may("expired", NOBODY, NOBODY, NOBODY, NOBODY);
        may("sensitive, open", "CANCEL WRITE", "CLAIM WRITE NOTE", "CLAIM WRITE NOTE", "CLAIM WRITE NOTE");
        may("sensitive, claimed", "CANCEL WRITE", "RELEASE HAND_OVER ASK_OWNER REJECT WRITE NOTE ASK_FOR_APPROVAL", STAFF, ADMIN);
        may("sensitive, approval wanted", "CANCEL WRITE", "RELEASE HAND_OVER ASK_OWNER REJECT WRITE NOTE", "WRITE NOTE DECIDE",
                "RELEASE HAND_OVER WRITE NOTE DECIDE");
        may("sensitive, approved", "CANCEL WRITE", "RELEASE HAND_OVER ASK_OWNER MAKE_READY REJECT WRITE NOTE", STAFF, ADMIN);
        may("sensitive, refused", "CANCEL WRITE", "RELEASE HAND_OVER ASK_OWNER REJECT WRITE NOTE ASK_FOR_APPROVAL", STAFF, ADMIN);
        may("sensitive, ready", "CANCEL WRITE COMPLETE", "HAND_OVER WITHDRAW WRITE NOTE", STAFF, "HAND_OVER WRITE NOTE");
    }

    private static void may(String state, String... actions) {
        TABLE.put(state, actions);
    }

    @Autowired
    Requests requests;
    @Autowired
    RequestsOfTheConsole ofTheConsole;
    @Autowired
    Credentials credentials;
    @Autowired
    People people;
    @Autowired
    JdbcClient database;
    @Autowired
    TransactionOperations transactions;
    @Autowired
    Deadlines deadlines;

    @TestFactory
    Stream<DynamicTest> everyActionByEverybodyInEveryState() {
        return TABLE.entrySet().stream().flatMap(row -> {
            var here = new Scene(requests, credentials, people, database);
            long id = prepared(here, row.getKey());
            var may = row.getValue();
            return Stream.of(is(id, row.getKey() + ", the owner", () -> here.as(ALICE), may[0]),
                    is(id, row.getKey() + ", the owner who is of support too", () -> people.pretend(ALICE, "user", "support"), may[0]),
                    is(id, row.getKey() + ", another user", () -> here.as(BOB), NOBODY), is(id, row.getKey() + ", the claimer", () -> here.as(SAM_OF_SUPPORT), may[1]),
                    is(id, row.getKey() + ", support", () -> here.as(Scene.SUE), may[2]), is(id, row.getKey() + ", an admin", () -> here.as(ADA_THE_ADMIN), may[3]),
                    is(id, row.getKey() + ", somebody without a role", () -> people.pretend(new UserId("nobody")), NOBODY));
        });
    }

    private long prepared(Scene here, String state) {
        var kind = state.startsWith("sensitive") ? RequestKind.DESTRUCTION : RequestKind.ROTATION;
        if (state.endsWith("open")) {
            return here.as(ALICE).ask(kind);
        }
        if (state.endsWith("expires")) {
            return ofTheConsole.openForExpiry(here.key, Urgency.HIGH, "The key has expired").orElseThrow();
        }
        if (state.endsWith("ready")) {
            return here.ready(kind);
        }
        long id = here.claimed(kind);
        switch (state) {
            case "waiting" -> requests.askOwner(id, "Since when?");
            case "rejected" -> requests.reject(id, "It is not needed");
            case "rotated" -> {
                requests.makeReady(id, null);
                here.as(ALICE).rotate();
            }
            case "cancelled" -> {
                here.as(ALICE);
                requests.cancel(id, "Never mind");
            }
            case "expired" -> {
                database.sql("update rotation_request set expires_at = now() where id = :id").param("id", id).update();
                deadlines.round();
            }
            case "sensitive, approval wanted" -> requests.askForApproval(id, "She asks for it");
            case "sensitive, approved", "sensitive, refused" -> {
                requests.askForApproval(id, "She asks for it");
                here.as(Scene.SUE);
                requests.decide(here.detail(id).approvals().getFirst().id(), state.endsWith("approved") ? Decision.APPROVED : Decision.REFUSED, "I know her");
            }
            default -> { }
        }
        return id;
    }

    private DynamicTest is(long id, String title, Runnable signIn, String actions) {
        return DynamicTest.dynamicTest(title, () -> {
            var may = EnumSet.noneOf(RequestAction.class);
            Stream.of(actions.split(" ")).filter(action -> !action.isEmpty()).map(RequestAction::valueOf).forEach(may::add);
            signIn.run();
            assertThat(requests.find(id).map(RequestDetail::may).orElse(Set.of())).isEqualTo(may);
            for (var action : RequestAction.values()) {
                var failure = attempt(id, action);
                if (may.contains(action)) {
                    assertThat(failure).as("%s is done", action).isNull();
                } else {
                    assertThat(failure).as("%s is refused", action).isInstanceOfAny(AccessDeniedException.class, RequestChangedException.class);
                }
            }
        });
    }

    /** Leaves no trace. What is refused leaves none by itself. */
    private @Nullable Throwable attempt(long id, RequestAction action) {
        return transactions.execute(transaction -> {
            transaction.setRollbackOnly();
            long approval = database.sql("select coalesce(max(id), 0) from request_approval where request = :id").param("id", id).query(Long.class).single();
            var before = everything(id);
            var failure = catchThrowable(() -> perform(action, id, approval));
            assertThat(everything(id).equals(before)).as("%s changes nothing", action).isEqualTo(failure != null);
            return failure;
        });
    }

    private String everything(long id) {
        return String.join("\n", database.sql("""
                select to_jsonb(r)::text from rotation_request r where id = :id union all select to_jsonb(e)::text from request_event e where request = :id
                union all select to_jsonb(m)::text from request_message m where request = :id
                union all select to_jsonb(a)::text from request_approval a where request = :id""").param("id", id).query(String.class).list());
    }

    private void perform(RequestAction action, long id, long approval) {
        switch (action) {
            case CLAIM -> requests.claim(id);
            case RELEASE -> requests.release(id, "I am away");
            case HAND_OVER -> requests.handOver(id, Scene.SUE, "She knows her");
            case ASK_OWNER -> requests.askOwner(id, "Since when?");
            case MAKE_READY -> requests.makeReady(id, null);
            case WITHDRAW -> requests.withdraw(id, "Not yet");
            case REJECT -> requests.reject(id, "It is not needed");
            case CANCEL -> requests.cancel(id, "Never mind");
            case WRITE -> requests.write(id, "Hello");
            case NOTE -> requests.note(id, "She has asked before");
            case ASK_FOR_APPROVAL -> requests.askForApproval(id, "She asks for it");
            case DECIDE -> requests.decide(approval, Decision.APPROVED, "I know her");
            case COMPLETE -> requests.link(id);
        }
    }

    @Test
    void thereIsARowForEveryState() {
        assertThat(TABLE.keySet().stream().map(state -> state.replaceAll("[ ,]", ""))).contains(Stream.of(RequestState.values())
                .map(state -> state.name().toLowerCase(Locale.ROOT).replaceAll("_.*", "")).toArray(String[]::new));
    }
}
